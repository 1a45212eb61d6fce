import { createHash } from 'node:crypto';
import type { ReceivedMessage } from '../queue/queue.ts';
import type { SqsEvent, SqsRecord } from './sqs-types.ts';

function toRecord(message: ReceivedMessage, queueArn: string): SqsRecord {
  const attributes = Object.entries(message.attributes).map(
    ([name, stringValue]) => [name, { stringValue, dataType: 'String' }] as const,
  );
  return {
    messageId: message.id,
    receiptHandle: message.receipt,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAt.getTime()),
      SenderId: 'cloudmeet',
      ApproximateFirstReceiveTimestamp: String(message.sentAt.getTime()),
    },
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? 'local',
  };
}

/** What a Lambda function is called with for these messages. */
export function toSqsEvent(messages: readonly ReceivedMessage[], queueName: string): SqsEvent {
  const queueArn = `arn:aws:sqs:local:000000000000:${queueName}`;
  return { Records: messages.map((message) => toRecord(message, queueArn)) };
}
