import { randomBytes } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createS3Objects } from '../../src/index.ts';
import { partBytes } from './object-subjects.ts';
import { startS3Double } from './s3-double.ts';
import type { S3Double } from './s3-double.ts';
import { credentials } from './sigv4.ts';

let double: S3Double;
beforeAll(async () => {
  double = await startS3Double();
});
afterAll(() => double.close());

const open = (secretAccessKey: string) =>
  createS3Objects({
    ...{ bucket: 'cloudmeet-files', partBytes },
    client: new S3Client({
      ...{ region: 'eu-central-1', endpoint: double.endpoint, forcePathStyle: true, maxAttempts: 1 },
      credentials: { ...credentials, secretAccessKey },
      requestChecksumCalculation: 'WHEN_REQUIRED',
    }),
  });
const contentType = 'video/mp4';

test('control: a wrong secret, and a body that was changed on the way, are refused', async () => {
  const stranger = open('another secret');
  await expect(stranger.put('x', Buffer.from('x'), { contentType })).rejects.toMatchObject({
    code: 'unavailable',
  });
  const answer = await fetch(`${double.endpoint}/cloudmeet-files/x`, { method: 'PUT', body: 'x' });
  expect(answer.status).toBe(403);
  expect(double.objects.size).toBe(0);
  await stranger.close();
});

test('what is larger than a part goes up in parts, and an upload that fails is taken back', async () => {
  const objects = open(credentials.secretAccessKey);
  await objects.put('large', randomBytes(3 * partBytes + 1), { contentType });
  expect(double.partsMost).toBe(4);
  double.failing = (request) => (request.url ?? '').includes('partNumber=2');
  const failing = objects.put('cut', randomBytes(3 * partBytes), { contentType });
  await expect(failing).rejects.toMatchObject({ code: 'unavailable' });
  double.failing = undefined;
  expect(double.uploads.size).toBe(0);
  expect(await objects.head('cut')).toBeNull();
  await objects.close();
});
