import { once } from 'node:events';
import { join } from 'node:path';
import type { CaptureQueueName } from '@cloudmeet/api';
import { createDatabase } from '@cloudmeet/database';
import { createPostgresQueue, createSqsQueue, openObjects } from '@cloudmeet/platform';
import { Secret } from '@cloudmeet/service-kit';
import { openCaptureQueues } from 'cloudmeet/captures';

/** What each of the processes that are killed is told as its first message. */
export interface Orders {
  databaseUrl: string;
  /** Folder of the recorder, and of the object store where that is a disk. */
  dir: string;
  apiUrl: string;
  internalSecret: string;
  /** The media node that mixes every room. */
  nodeId: string;
  /** Where the main process writes down each segment whose report it answered. */
  ledger: string;
  /** A joining that forgets the last segment of each part: the control. */
  forgets: boolean;
  /** SQS and S3, which the environment says how to reach; null: the database and the disk. */
  cloud: { bucket: string; queueUrls: Record<CaptureQueueName, string> } | null;
}

export async function readOrders(): Promise<Orders> {
  const heard: unknown[] = await once(process, 'message');
  return heard[0] as Orders;
}

/** As a recorder is told it. */
export const objectsOf = ({ cloud, dir }: Pick<Orders, 'cloud' | 'dir'>) => ({
  bucket: cloud?.bucket,
  disk: { dir: join(dir, 'objects'), publicUrl: 'http://127.0.0.1:1/objects' },
});

/** What the main process and that of the functions share: database, queues and object store. */
export function openShared(orders: Orders) {
  const { databaseUrl, internalSecret, cloud } = orders;
  const database = createDatabase({ url: databaseUrl, connectionsMax: 4 });
  const queues = openCaptureQueues((name) =>
    cloud ? createSqsQueue({ queueUrl: cloud.queueUrls[name] }) : createPostgresQueue({ database, name }),
  );
  const { bucket, disk } = objectsOf(orders);
  const { objects } = openObjects({ bucket, disk: { ...disk, secret: new Secret(internalSecret) } });
  return { database, queues, objects };
}
