import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { createLogger, errorEdge, Secret, startHttpServer } from '@cloudmeet/service-kit';
import express from 'express';
import { createDiskObjects, createS3Objects, diskObjectsRouter } from '../../src/index.ts';
import type { Objects } from '../../src/index.ts';
import { startS3Double } from './s3-double.ts';
import { credentials } from './sigv4.ts';

/** A kind of object store, with what a test moves: its clock. */
export interface ObjectSubject {
  objects: Objects;
  /** Lets addresses grow old. */
  pass(ms: number): void;
  close(): Promise<void>;
}

export const partBytes = 5 * 1024 * 1024;

async function diskSubject(): Promise<ObjectSubject> {
  const dir = await mkdtemp(join(tmpdir(), 'cloudmeet-objects-'));
  let shiftMs = 0;
  const app = express();
  const server = await startHttpServer({ name: 'objects', handler: app, port: 0, drainMs: 100 });
  const secret = new Secret('the master secret of a deployment in a test');
  const publicUrl = `${server.url}/objects`;
  const objects = createDiskObjects({ dir, publicUrl, secret, nowMs: () => Date.now() + shiftMs });
  app.use('/objects', diskObjectsRouter(objects));
  app.use(errorEdge({ logger: createLogger({ service: 'objects', level: 'silent' }) }));
  return {
    objects,
    pass: (ms) => (shiftMs += ms),
    close: async () => {
      await objects.close();
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function s3Subject(): Promise<ObjectSubject> {
  const double = await startS3Double();
  const client = new S3Client({
    ...{ region: 'eu-central-1', endpoint: double.endpoint, forcePathStyle: true, credentials },
    ...{ requestChecksumCalculation: 'WHEN_REQUIRED', maxAttempts: 1 },
  });
  const objects = createS3Objects({ bucket: 'cloudmeet-files', client, partBytes });
  return {
    objects,
    pass: (ms) => {
      const { nowMs } = double;
      double.nowMs = () => nowMs() + ms;
    },
    close: async () => {
      await objects.close();
      await double.close();
    },
  };
}

export const objectSubjects = { disk: diskSubject, S3: s3Subject } as const;
