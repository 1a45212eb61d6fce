import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { Fn, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { ConsoleUsers } from './console-users.ts';
import { functionPlans, zipOf, type FunctionPlan } from './functions.ts';
import { JobFunction } from './job-function.ts';
import { JobQueue } from './job-queue.ts';
import { RecordingsBucket } from './recordings-bucket.ts';
import { allow } from './statement.ts';
import { createVariables, type Variables } from './variables.ts';

/** What a deployment of CloudMeet uses of AWS. Its servers run wherever you run them, with the settings it puts out. */
export class CloudMeetStack extends TerraformStack {
  readonly #variables: Variables;
  readonly #recordings: RecordingsBucket;
  readonly #users: ConsoleUsers;
  readonly #bundles: string | undefined;

  /** `bundles`: folder with the functions' folders; default `lambdas/`. */
  constructor(scope: Construct, id: string, { bundles }: { bundles?: string } = {}) {
    super(scope, id);
    this.#bundles = bundles;
    this.#variables = createVariables(this);
    const { region, prefix, recordingsBucket } = this.#variables;
    new AwsProvider(this, 'aws', { region, defaultTags: [{ tags: { Product: 'CloudMeet' } }] });
    this.#recordings = new RecordingsBucket(this, 'recordings', { name: recordingsBucket });
    this.#users = new ConsoleUsers(this, 'users', { name: prefix });
    const queues = functionPlans.map((plan) => ({ plan, jobs: this.#addFunction(plan) }));
    this.#addServerPolicy(queues.map(({ jobs }) => jobs.queue.arn));
    this.#putOutSettings(Object.fromEntries(queues.map(({ plan, jobs }) => [plan.setting, jobs.queue.url])));
  }

  #addFunction(plan: FunctionPlan): JobQueue {
    const { prefix, alarmActions, subnetIds, securityGroupIds } = this.#variables;
    const { name: folder, timeoutSeconds } = plan;
    const name = `${prefix}-${folder}`;
    const jobs = new JobQueue(this, `${folder}-queue`, { name, timeoutSeconds, alarmActions });
    new JobFunction(this, folder, {
      ...{ plan, name, zip: zipOf(plan, this.#bundles), jobs, network: { subnetIds, securityGroupIds } },
      environment: this.#environmentOf(plan),
      statements: plan.usesRecordings ? this.#recordings.statements : [],
    });
    return jobs;
  }

  #environmentOf({ usesRecordings }: FunctionPlan): Record<string, string> {
    const { internalApiUrl, internalSecret } = this.#variables;
    return {
      CLOUDMEET_INTERNAL_API_URL: internalApiUrl,
      CLOUDMEET_INTERNAL_SECRET: internalSecret,
      ...(usesRecordings ? { CLOUDMEET_S3_BUCKET: this.#recordings.bucket.id } : {}),
    };
  }

  #addServerPolicy(queueArns: string[]): void {
    const { prefix } = this.#variables;
    const policy = new IamPolicy(this, 'servers', {
      name: `${prefix}-servers`,
      description:
        'What the API and the recorders of CloudMeet do in AWS. Attach it to the role they run as.',
      policy: Fn.jsonencode({
        Version: '2012-10-17',
        Statement: [
          allow(['sqs:SendMessage', 'sqs:GetQueueAttributes'], queueArns),
          ...this.#recordings.statements,
          ...this.#users.statements,
        ],
      }),
    });
    new TerraformOutput(this, 'server-policy', { value: policy.arn });
  }

  #putOutSettings(queueUrls: Record<string, string>): void {
    const { pool, client } = this.#users;
    new TerraformOutput(this, 'server-settings', {
      description: 'Settings for the processes of CloudMeet; docs/operations.md says what each is.',
      value: {
        ...queueUrls,
        CLOUDMEET_S3_BUCKET: this.#recordings.bucket.id,
        CLOUDMEET_COGNITO_USER_POOL_ID: pool.id,
        CLOUDMEET_COGNITO_CLIENT_ID: client.id,
        AWS_REGION: this.#variables.region,
      },
    });
  }
}
