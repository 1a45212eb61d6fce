import { newId } from '@cloudmeet/contracts';
import type { CaptureJob, CaptureKind, CaptureStep } from '@cloudmeet/contracts';
import { toSqsEvent } from '@cloudmeet/platform';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startFunctionWorld } from './function-world.ts';
import type { FunctionWorld } from './function-world.ts';
import { loadFunction } from './load-function.ts';
import type { LoadedFunction } from './load-function.ts';

export interface CaptureFunctionSuite {
  folder: string;
  kind: CaptureKind;
  step: CaptureStep;
}

const secret = 'secret-of-the-functions-0123456789abcdef';
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

function messagesOf(bodies: readonly string[]) {
  return bodies.map((body, index) => ({
    ...{ id: String(index), receipt: String(index), body, attributes: { traceparent } },
    ...{ receives: 1, sentAt: new Date() },
  }));
}

/** What holds for the zip of each function of recordings and streams. */
export function captureFunctionSuite({ folder, kind, step }: CaptureFunctionSuite): void {
  let world: FunctionWorld;
  let loaded: LoadedFunction;
  const jobOf = (of: CaptureKind): CaptureJob => {
    return { tenantId: newId('tenant'), captureId: newId(of), step, attempt: 1 };
  };
  beforeAll(async () => {
    world = await startFunctionWorld();
    vi.stubEnv('CLOUDMEET_INTERNAL_API_URL', world.url);
    vi.stubEnv('CLOUDMEET_INTERNAL_SECRET', secret);
    vi.stubEnv('CLOUDMEET_S3_BUCKET', 'recordings');
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('AWS_ENDPOINT_URL_S3', world.url);
    loaded = await loadFunction(folder);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await loaded.close();
    await world.close();
  });

  test('what is uploaded asks the API for its jobs, and hands back what is none of its own', async () => {
    world.job = null;
    const bodies = [
      jobOf(kind),
      jobOf(kind === 'stream' ? 'recording' : 'stream'),
      { ...jobOf(kind), attempt: 0 },
    ]
      .map((body) => JSON.stringify(body))
      .concat('poison');
    const { batchItemFailures } = await loaded.handler(toSqsEvent(messagesOf(bodies), folder));
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['1', '2', '3']);
    expect(world.asked).toMatchObject([
      { what: 'POST /internal/captures/claim', authorization: `Bearer ${secret}`, traceparent },
    ]);
  });

  test('what is uploaded does its job and reports how it went, all of it in the trace of the message', async () => {
    const job = jobOf(kind);
    world.job = job;
    world.asked.length = 0;
    const event = toSqsEvent(messagesOf([JSON.stringify(job)]), folder);
    expect(await loaded.handler(event)).toEqual({ batchItemFailures: [] });
    const outside = world.asked.filter(({ what }) => !what.startsWith('POST /internal/'));
    if (step === 'finalize')
      expect(outside.map(({ what }) => what)).toEqual([expect.stringMatching(/^HEAD .*m4s$/)]);
    else
      expect(outside.at(-1)).toMatchObject({
        ...{ what: `POST /seats/0/jibri/api/v1.0/${step}Service`, traceparent },
        authorization: `Bearer ${secret}`,
      });
    const reported = world.asked.at(-1);
    expect(reported).toMatchObject({ what: 'POST /internal/captures/report', traceparent });
    const nothing = { status: 'failed', detail: 'Nothing of the recording can be read.' };
    const outcome = step === 'finalize' ? nothing : { status: 'done', httpStatus: 200 };
    expect(JSON.parse(reported?.body ?? '')).toEqual({ ...job, outcome });
  });

  test('it is small, so that it starts fast', () => {
    expect(loaded.size).toBeLessThan(1_000_000);
  });
}
