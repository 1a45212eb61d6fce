import { newId } from '@cloudmeet/contracts';
import type { StartService } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import { createJibriClient } from './jibri-client.ts';

const captureId = newId('recording');
const start = 'http://recorder/seats/0/jibri/api/v1.0/startService';
const stop = 'http://recorder/seats/0/jibri/api/v1.0/stopService';
const body: StartService = {
  sessionId: captureId,
  callParams: { callUrlInfo: { baseUrl: 'http://rooms', callName: newId('room') } },
  sinkType: 'FILE',
  cloudmeet: {
    ...{ tenantId: newId('tenant'), roomId: newId('room'), sessionId: newId('session'), part: 2 },
    ...{ audioOnly: false, audioCodec: 'aac', hls: false, targets: [] },
  },
};

/** A seat that answers `status` and, asked for its health, says that it has this. `undefined`: it is Jitsi's own. */
function seat(status: number | 'silent', has?: { captureId: string | null; part: number | null }) {
  const asked: string[] = [];
  const answer: typeof fetch = async (input) => {
    const path = new URL(input instanceof Request ? input.url : input).pathname;
    asked.push(path.slice(path.lastIndexOf('/') + 1));
    if (path.endsWith('/health')) {
      const health = { healthStatus: 'HEALTHY', details: {} };
      return Response.json({ status: { busyStatus: 'BUSY', health }, ...(has ? { cloudmeet: has } : {}) });
    }
    if (status === 'silent') throw new TypeError('fetch failed');
    return new Response(null, { status });
  };
  return { asked, jibri: createJibriClient({ internalSecret: 'secret', fetch: answer }) };
}

test.each([
  ['200', 200, undefined, 'done'],
  ['500', 500, undefined, 'failed'],
  ['412 of another capture', 412, { captureId: newId('recording'), part: 2 }, 'busy'],
  ['412 of another part of it', 412, { captureId, part: 1 }, 'busy'],
  ['412 of this very part', 412, { captureId, part: 2 }, 'done'],
  ['412 of a Jibri that does not say of what', 412, undefined, 'busy'],
  ['nothing', 'silent', { captureId, part: 2 }, 'unreachable'],
] as const)('RC-13 a seat that answers %s to startService', async (_name, status, has, outcome) => {
  expect((await seat(status, has).jibri.start(start, body)).status).toBe(outcome);
});

test('RC-13 a seat that has another capture by now is not stopped; ours, and one that does not say, are', async () => {
  const others = seat(200, { captureId: newId('recording'), part: 1 });
  expect((await others.jibri.stop(stop, captureId)).status).toBe('done');
  expect(others.asked).toEqual(['health']);
  for (const one of [seat(200, { captureId, part: 2 }), seat(200)]) {
    expect((await one.jibri.stop(stop, captureId)).status).toBe('done');
    expect(one.asked).toEqual(['health', 'stopService']);
  }
});
