import { TerraformVariable, VariableType } from 'cdktf';
import type { Construct } from 'constructs';

/** What whoever applies the stack decides; each is a reference that Terraform fills in. */
export interface Variables {
  region: string;
  prefix: string;
  recordingsBucket: string;
  internalApiUrl: string;
  internalSecret: string;
  subnetIds: string[];
  securityGroupIds: string[];
  alarmActions: string[];
}

const secretLengthMin = 32;

function text(scope: Construct, id: string, description: string, defaultTo?: string): string {
  const more = defaultTo === undefined ? {} : { default: defaultTo };
  return new TerraformVariable(scope, id, { type: VariableType.STRING, description, ...more }).stringValue;
}

function list(scope: Construct, id: string, description: string, defaultTo?: string[]): string[] {
  const more = defaultTo === undefined ? {} : { default: defaultTo };
  return new TerraformVariable(scope, id, { type: VariableType.LIST_STRING, description, ...more }).listValue;
}

function secret(scope: Construct, id: string, description: string): string {
  const variable = new TerraformVariable(scope, id, {
    type: VariableType.STRING,
    sensitive: true,
    nullable: false,
    description,
  });
  variable.addValidation({
    condition: `\${length(var.${variable.friendlyUniqueId}) >= ${String(secretLengthMin)}}`,
    errorMessage: `Give ${variable.friendlyUniqueId} at least ${String(secretLengthMin)} characters, such as the output of: openssl rand -base64 32`,
  });
  return variable.stringValue;
}

export function createVariables(scope: Construct): Variables {
  return {
    region: text(scope, 'region', 'AWS region, such as eu-central-1.'),
    prefix: text(scope, 'prefix', 'What all names begin with; one for each deployment.', 'cloudmeet'),
    recordingsBucket: text(
      scope,
      'recordings_bucket',
      'Name of the bucket of recordings, unique in the world.',
    ),
    internalApiUrl: text(
      scope,
      'internal_api_url',
      'Where functions reach the API, such as http://10.0.1.5:4400.',
    ),
    internalSecret: secret(scope, 'internal_secret', 'CLOUDMEET_INTERNAL_SECRET of the servers.'),
    subnetIds: list(
      scope,
      'subnet_ids',
      'Private subnets from which functions reach API, recorders and the internet.',
    ),
    securityGroupIds: list(scope, 'security_group_ids', 'Security groups of the functions.'),
    alarmActions: list(scope, 'alarm_actions', 'ARNs that are told of dead letters, such as SNS topics.', []),
  };
}
