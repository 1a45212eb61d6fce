import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { SqsQueueRedriveAllowPolicy } from '@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy/index.js';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

export interface JobQueueOptions {
  name: string;
  /** Of the function that reads it. */
  timeoutSeconds: number;
  /** ARNs of what is told when a job has become a dead letter. */
  alarmActions: string[];
}

const receivesMax = 5;
const fourteenDays = 14 * 24 * 60 * 60;
/** AWS advises six times the function's time-out, so that a throttled call is not a failed one. */
const visibilityFactor = 6;

/** A queue of jobs, the queue of those that failed five times, and an alarm when there is one. */
export class JobQueue extends Construct {
  readonly queue: SqsQueue;
  readonly deadLetters: SqsQueue;

  constructor(scope: Construct, id: string, { name, timeoutSeconds, alarmActions }: JobQueueOptions) {
    super(scope, id);
    this.deadLetters = new SqsQueue(this, 'dead', {
      name: `${name}-dead`,
      messageRetentionSeconds: fourteenDays,
      sqsManagedSseEnabled: true,
    });
    this.queue = new SqsQueue(this, 'queue', {
      name,
      visibilityTimeoutSeconds: visibilityFactor * timeoutSeconds,
      messageRetentionSeconds: fourteenDays,
      receiveWaitTimeSeconds: 20,
      sqsManagedSseEnabled: true,
      redrivePolicy: Fn.jsonencode({
        deadLetterTargetArn: this.deadLetters.arn,
        maxReceiveCount: receivesMax,
      }),
    });
    new SqsQueueRedriveAllowPolicy(this, 'dead-of', {
      queueUrl: this.deadLetters.url,
      redriveAllowPolicy: Fn.jsonencode({ redrivePermission: 'byQueue', sourceQueueArns: [this.queue.arn] }),
    });
    new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: `${name}-dead-letters`,
      alarmDescription: `Jobs of ${name} failed ${String(receivesMax)} times.`,
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: this.deadLetters.name },
      statistic: 'Maximum',
      period: 60,
      evaluationPeriods: 1,
      threshold: 0,
      comparisonOperator: 'GreaterThanThreshold',
      treatMissingData: 'notBreaching',
      alarmActions,
    });
  }
}
