import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Message } from '@aws-sdk/client-sqs';
import { CloudMeetError } from '@cloudmeet/contracts';
import { checkOutgoing } from './check-outgoing.ts';
import { queueLimits } from './queue.ts';
import type { OutgoingMessage, Queue, ReceivedMessage } from './queue.ts';

export interface SqsQueueOptions {
  /** `https://sqs.<region>.amazonaws.com/<account>/<queue>`. Its redrive policy says what becomes a dead letter. */
  queueUrl: string;
  /** Default: credentials and region as the AWS SDK finds them. */
  client?: SQSClient;
}

/** SQS waits in whole seconds, 20 at most. */
const waitSecondsMax = 20;
const seconds = (ms: number) => Math.ceil(ms / 1000);

function unavailable(cause: unknown): CloudMeetError {
  return new CloudMeetError('unavailable', { detail: 'The queue is not reachable now.', cause });
}

/** The receipt is of an earlier time, or the message is gone: it is nobody's to postpone. */
function isOldReceipt(error: unknown): boolean {
  return error instanceof Error && /NotInflight|ReceiptHandleIsInvalid|InvalidParameter/.test(error.name);
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** A batch is at most ten messages, and as large as one message may be. */
function batchesOf(messages: readonly OutgoingMessage[]): Required<OutgoingMessage>[][] {
  const batches: Required<OutgoingMessage>[][] = [];
  let bytes = 0;
  for (const message of messages.map(checkOutgoing)) {
    const size = Buffer.byteLength(message.body) + 2048;
    const last = batches.at(-1);
    if (!last || last.length === queueLimits.batch || bytes + size > queueLimits.bodyBytes) {
      batches.push([message]);
      bytes = size;
    } else {
      last.push(message);
      bytes += size;
    }
  }
  return batches;
}

function toEntry({ body, attributes, delayMs }: Required<OutgoingMessage>, index: number) {
  const carried = Object.entries(attributes).map(
    ([name, value]) => [name, { DataType: 'String', StringValue: value }] as const,
  );
  return {
    Id: String(index),
    MessageBody: body,
    DelaySeconds: seconds(delayMs),
    MessageAttributes: Object.fromEntries(carried),
  };
}

function toReceived(message: Message): ReceivedMessage {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(
    ([name, { StringValue }]) => [name, StringValue ?? ''] as const,
  );
  return {
    id: message.MessageId ?? '',
    receipt: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: Object.fromEntries(attributes),
    receives: Number(message.Attributes?.ApproximateReceiveCount ?? 1),
    sentAt: new Date(Number(message.Attributes?.SentTimestamp ?? 0)),
  };
}

async function sendAll(
  client: SQSClient,
  QueueUrl: string,
  messages: readonly OutgoingMessage[],
): Promise<void> {
  for (const batch of batchesOf(messages)) {
    const command = new SendMessageBatchCommand({ QueueUrl, Entries: batch.map(toEntry) });
    const { Failed = [] } = await client.send(command).catch((error: unknown) => {
      throw unavailable(error);
    });
    if (Failed.length > 0) throw unavailable(new Error(`SQS refused: ${Failed[0]?.Code ?? 'unknown'}.`));
  }
}

async function deleteAll(client: SQSClient, QueueUrl: string, receipts: readonly string[]): Promise<void> {
  for (const batch of chunks(receipts, queueLimits.batch)) {
    const Entries = batch.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries })).catch((error: unknown) => {
      throw unavailable(error);
    });
  }
}

/** A queue of Amazon SQS, of the standard kind. */
export function createSqsQueue({ queueUrl: QueueUrl, client = new SQSClient({}) }: SqsQueueOptions): Queue {
  const closing = new AbortController();
  return {
    send: (messages) => sendAll(client, QueueUrl, messages),
    delete: (receipts) => deleteAll(client, QueueUrl, receipts),
    async receive({ max, visibilityMs, waitMs = 0, signal }) {
      const abortSignal = AbortSignal.any([closing.signal, ...(signal ? [signal] : [])]);
      if (abortSignal.aborted) return [];
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: max ?? queueLimits.batch,
        VisibilityTimeout: seconds(visibilityMs),
        WaitTimeSeconds: Math.min(seconds(waitMs), waitSecondsMax),
        MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
        MessageAttributeNames: ['All'],
      });
      try {
        return ((await client.send(command, { abortSignal })).Messages ?? []).map(toReceived);
      } catch (error) {
        if (abortSignal.aborted) return [];
        throw unavailable(error);
      }
    },
    async postpone(ReceiptHandle, visibilityMs) {
      const VisibilityTimeout = seconds(visibilityMs);
      const command = new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout });
      await client.send(command).catch((error: unknown) => {
        if (!isOldReceipt(error)) throw unavailable(error);
      });
    },
    async close() {
      closing.abort();
      client.destroy();
    },
  };
}
