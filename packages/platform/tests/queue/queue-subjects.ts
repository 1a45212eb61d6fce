import { randomUUID } from 'node:crypto';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createDatabase } from '@cloudmeet/database';
import { createTestDatabase } from '@cloudmeet/database/testing';
import { buildApp } from 'fauxqs';
import { createPostgresQueue, createSqsQueue } from '../../src/index.ts';
import type { Queue } from '../../src/index.ts';

/** A kind of queue, and how a test gets one of its own. */
export interface QueueSubject {
  /** A queue that buries what was received `receivesMax` times, and where that goes. */
  create(receivesMax: number): Promise<{ queue: Queue; deadLetters: Queue }>;
  /** Another client of a queue, as another process has it. */
  close(): Promise<void>;
}

async function postgresSubject(): Promise<QueueSubject> {
  const urls = await createTestDatabase();
  const database = createDatabase({ url: urls.appUrl, connectionsMax: 10 });
  const opened: Queue[] = [];
  const open = (name: string, receivesMax: number) => {
    const queue = createPostgresQueue({ database, name, receivesMax, pollMs: 20 });
    opened.push(queue);
    return queue;
  };
  return {
    create: async (receivesMax) => {
      const name = randomUUID();
      return { queue: open(name, receivesMax), deadLetters: open(`${name}-dead`, 1000) };
    },
    close: async () => {
      for (const queue of opened) await queue.close();
      await database.close();
      await urls.close();
    },
  };
}

async function sqsSubject(): Promise<QueueSubject> {
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  // The test double gives queues a host name of its own, which nobody resolves.
  const useQueueUrlAsEndpoint = false;
  const client = () => new SQSClient({ region: 'us-east-1', endpoint, credentials, useQueueUrlAsEndpoint });
  const administrator = client();
  const opened: Queue[] = [];
  const make = async (QueueName: string, Attributes: Record<string, string> = {}) => {
    const { QueueUrl: queueUrl = '' } = await administrator.send(
      new CreateQueueCommand({ QueueName, Attributes }),
    );
    const queue = createSqsQueue({ queueUrl, client: client() });
    opened.push(queue);
    return { queue, queueUrl };
  };
  return {
    create: async (receivesMax) => {
      const name = randomUUID();
      const dead = await make(`${name}-dead`);
      const { Attributes } = await administrator.send(
        new GetQueueAttributesCommand({ QueueUrl: dead.queueUrl, AttributeNames: ['QueueArn'] }),
      );
      const policy = { deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: String(receivesMax) };
      const { queue } = await make(name, { RedrivePolicy: JSON.stringify(policy) });
      return { queue, deadLetters: dead.queue };
    },
    close: async () => {
      for (const queue of opened) await queue.close();
      administrator.destroy();
      await app.close();
    },
  };
}

export const queueSubjects = { Postgres: postgresSubject, SQS: sqsSubject } as const;
