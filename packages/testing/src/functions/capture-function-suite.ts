import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@cloudmeet/contracts';
import type { CaptureKind, CaptureStep } from '@cloudmeet/contracts';
import { toSqsEvent } from '@cloudmeet/platform';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadFunction } from './load-function.ts';
import type { LoadedFunction } from './load-function.ts';

export interface CaptureFunctionSuite {
  folder: string;
  kind: CaptureKind;
  step: CaptureStep;
}

const secret = 'secret-of-the-functions-0123456789abcdef';

/** An API that has nothing to do, and writes down what it was asked. */
async function idleApi() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${String(request.method)} ${String(request.url)} ${String(request.headers.authorization)}`);
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ request: null, work: null }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    url: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** What holds for the zip of each function of recordings and streams. */
export function captureFunctionSuite({ folder, kind, step }: CaptureFunctionSuite): void {
  let api: Awaited<ReturnType<typeof idleApi>>;
  let loaded: LoadedFunction;
  beforeAll(async () => {
    api = await idleApi();
    vi.stubEnv('CLOUDMEET_INTERNAL_API_URL', api.url);
    vi.stubEnv('CLOUDMEET_INTERNAL_SECRET', secret);
    vi.stubEnv('CLOUDMEET_S3_BUCKET', 'recordings');
    vi.stubEnv('AWS_REGION', 'us-east-1');
    loaded = await loadFunction(folder);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await loaded.close();
    await api.close();
  });

  test('what is uploaded asks the API for its jobs, and hands back what is none of its own', async () => {
    const job = { tenantId: newId('tenant'), captureId: newId(kind), step, attempt: 1 };
    const foreign = { ...job, captureId: newId(kind === 'stream' ? 'recording' : 'stream') };
    const bodies = [job, foreign, { ...job, attempt: 0 }]
      .map((body) => JSON.stringify(body))
      .concat('poison');
    const messages = bodies.map((body, index) => ({
      ...{ id: String(index), receipt: String(index), body, attributes: {}, receives: 1, sentAt: new Date() },
    }));
    const { batchItemFailures } = await loaded.handler(toSqsEvent(messages, folder));
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['1', '2', '3']);
    expect(api.asked).toEqual([`POST /internal/captures/claim Bearer ${secret}`]);
  });

  test('it is small, so that it starts fast', () => {
    expect(loaded.size).toBeLessThan(1_000_000);
  });
}
