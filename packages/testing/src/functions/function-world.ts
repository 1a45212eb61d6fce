import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { newId } from '@cloudmeet/contracts';
import type { CaptureJob, StartService } from '@cloudmeet/contracts';
import { workOf } from '../recordings/work-of.ts';

/** One call to what surrounds a function. */
export interface Asked {
  /** Such as `POST /internal/captures/claim`. */
  what: string;
  authorization: string;
  traceparent: string | undefined;
  body: string;
}

/** What surrounds a function: an API with one job for it, a recorder that takes it, and an object store without objects. */
export interface FunctionWorld {
  url: string;
  asked: Asked[];
  /** What the API has to be done; null: nothing. */
  job: CaptureJob | null;
  close(): Promise<void>;
}

function orderOf({ captureId, tenantId }: CaptureJob): StartService {
  return {
    sessionId: captureId,
    callParams: { callUrlInfo: { baseUrl: 'http://127.0.0.1:1', callName: newId('room') } },
    sinkType: captureId.startsWith('rec_') ? 'FILE' : 'STREAM',
    cloudmeet: {
      ...{ tenantId, roomId: newId('room'), sessionId: newId('session'), part: 1 },
      ...{ audioOnly: false, audioCodec: 'aac' as const, hls: false, targets: [] },
    },
  };
}

function claimOf(job: CaptureJob | null, url: string): unknown {
  if (!job) return { request: null, work: null };
  if (job.step === 'finalize') {
    const key = `captures/${job.captureId}/1/segment-000001.m4s`;
    const size = { durationMs: 3000, bytes: 10, sha256: 'a'.repeat(64) };
    const segment = { key, init: `${key}.init`, number: 1, startedAt: new Date().toISOString(), ...size };
    return {
      work: workOf([{ part: 1, audioOnly: false, segments: [segment] }], { captureId: job.captureId }),
    };
  }
  const call = `${url}/seats/0/jibri/api/v1.0/${job.step}Service`;
  return { request: { url: call, body: job.step === 'start' ? orderOf(job) : {} } };
}

export async function startFunctionWorld(): Promise<FunctionWorld> {
  const world = { asked: new Array<Asked>(), job: null as CaptureJob | null, url: '' };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { authorization = '', traceparent } = request.headers;
      const what = `${request.method ?? ''} ${(request.url ?? '').replace(/\?.*/, '')}`;
      world.asked.push({ what, authorization, traceparent: traceparent?.toString(), body });
      if (what.endsWith('/claim')) response.end(JSON.stringify(claimOf(world.job, world.url)));
      else if (what.endsWith('/report')) response.writeHead(204).end();
      else if (what.endsWith('Service')) response.end();
      else response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  world.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(world, { close });
}
