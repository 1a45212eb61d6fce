import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping/index.js';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { AssetType, Fn, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import type { FunctionPlan } from './functions.ts';
import { allow, type Statement } from './statement.ts';
import type { JobQueue } from './job-queue.ts';

export interface JobFunctionOptions {
  plan: FunctionPlan;
  /** Its name in AWS. */
  name: string;
  /** Path of its bundle. */
  zip: string;
  jobs: JobQueue;
  environment: Record<string, string>;
  /** The private network in which recorders and API are reached. */
  network: { subnetIds: string[]; securityGroupIds: string[] };
  /** What it may do beside reading its queue and writing its log. */
  statements: readonly Statement[];
}

const logDays = 30;
const runtime = 'nodejs22.x';
const networkActions = ['CreateNetworkInterface', 'DescribeNetworkInterfaces', 'DeleteNetworkInterface'];

/** A function out of its zip, with a role that may do just what it does, fed by its queue. */
export class JobFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, options: JobFunctionOptions) {
    super(scope, id);
    const { plan, name, jobs, environment, network } = options;
    const bundle = new TerraformAsset(this, 'bundle', { path: options.zip, type: AssetType.FILE });
    const logs = new CloudwatchLogGroup(this, 'logs', {
      name: `/aws/lambda/${name}`,
      retentionInDays: logDays,
    });
    this.function = new LambdaFunction(this, 'function', {
      functionName: name,
      role: this.#role(options, logs).arn,
      filename: bundle.path,
      sourceCodeHash: Fn.filebase64sha256(bundle.path),
      runtime,
      architectures: ['arm64'],
      handler: 'handler.handler',
      timeout: plan.timeoutSeconds,
      memorySize: plan.memoryMegabytes,
      environment: { variables: environment },
      vpcConfig: { subnetIds: network.subnetIds, securityGroupIds: network.securityGroupIds },
      dependsOn: [logs],
    });
    new LambdaEventSourceMapping(this, 'jobs', {
      eventSourceArn: jobs.queue.arn,
      functionName: this.function.arn,
      batchSize: plan.batch,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: plan.concurrency },
    });
  }

  #role({ name, jobs, statements }: JobFunctionOptions, logs: CloudwatchLogGroup): IamRole {
    const role = new IamRole(this, 'role', {
      name,
      assumeRolePolicy: Fn.jsonencode({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
        ],
      }),
    });
    new IamRolePolicy(this, 'may', {
      name,
      role: role.id,
      policy: Fn.jsonencode({
        Version: '2012-10-17',
        Statement: [
          allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [jobs.queue.arn]),
          allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [`${logs.arn}:*`]),
          // Network interfaces have no ARN before they exist.
          allow(
            networkActions.map((action) => `ec2:${action}`),
            ['*'],
          ),
          ...statements,
        ],
      }),
    });
    return role;
  }
}
