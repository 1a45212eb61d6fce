import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { captureQueueNames } from '@cloudmeet/api';
import { buildApp } from 'fauxqs';
import { startS3Double } from '../../../packages/platform/tests/objects/s3-double.ts';
import { credentials } from '../../../packages/platform/tests/objects/sigv4.ts';
import type { Orders } from './orders.ts';

const bucket = 'cloudmeet-files';

/** An emulator of SQS and a double of S3, which every process from now on finds as it would find the real ones. */
export async function openCloud(): Promise<{ orders: Orders['cloud']; close(): Promise<void> }> {
  const app = buildApp({ logger: false });
  // The emulator gives queues a host name of its own, which nobody resolves: it is asked by its address instead.
  const ownUrls = new Map<string, string>();
  app.addHook('preHandler', async ({ body }) => {
    if (typeof body !== 'object' || body === null || !('QueueUrl' in body)) return;
    const { pathname } = new URL(String(body.QueueUrl));
    body.QueueUrl = ownUrls.get(pathname) ?? body.QueueUrl;
  });
  const sqs = await app.listen({ host: '127.0.0.1', port: 0 });
  const s3 = await startS3Double();
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ENDPOINT_URL_SQS: sqs,
  });
  const client = new SQSClient({});
  const made = captureQueueNames.map(async (QueueName) => {
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName }));
    const { pathname } = new URL(QueueUrl);
    ownUrls.set(pathname, QueueUrl);
    return [QueueName, `${sqs}${pathname}`] as const;
  });
  const queueUrls = Object.fromEntries(await Promise.all(made)) as NonNullable<Orders['cloud']>['queueUrls'];
  client.destroy();
  return {
    orders: { bucket, queueUrls },
    close: async () => {
      await app.close();
      await s3.close();
    },
  };
}
