import { pipeline } from 'node:stream/promises';
import { CloudMeetError } from '@cloudmeet/contracts';
import { Router } from 'express';
import type { Response } from 'express';
import type { DiskObjects } from './disk-objects.ts';
import type { ByteRange } from './objects.ts';

/** One range of `Range: bytes=…` (RFC 9110 section 14.2); several or none that we understand: the whole. */
function parseRange(header: string | undefined, bytes: number): ByteRange | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first === '') return { start: Math.max(0, bytes - Number(last)) };
  return { start: Number(first), ...(last === '' ? {} : { end: Number(last) }) };
}

/** Who went away while reading is nobody's error. */
async function send(response: Response, stream: NodeJS.ReadableStream): Promise<void> {
  await pipeline(stream, response).catch((error: unknown) => {
    if (!response.destroyed) throw error;
  });
}

/** Serves the addresses that `downloadUrl` made, with ranges, to whoever has one. Mount it where `publicUrl` leads. */
export function diskObjectsRouter(objects: DiskObjects): Router {
  const router = Router();
  router.get('/*key', async (request, response) => {
    const key = request.params.key.join('/');
    const object = await objects.openUrl(key, request.query);
    if (!object) throw new CloudMeetError('not-found', { detail: 'This address is wrong or has expired.' });
    const range = parseRange(request.get('range'), object.bytes);
    response.set({
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'private, no-store',
      'Content-Disposition': object.disposition,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Content-Type': object.contentType,
      'X-Content-Type-Options': 'nosniff',
    });
    if (range && range.start >= object.bytes) {
      response.set('Content-Range', `bytes */${String(object.bytes)}`).sendStatus(416);
      return;
    }
    const last = Math.min(range?.end ?? object.bytes - 1, object.bytes - 1);
    const first = range?.start ?? 0;
    if (range) {
      response.status(206);
      response.set('Content-Range', `bytes ${String(first)}-${String(last)}/${String(object.bytes)}`);
    }
    response.set('Content-Length', String(last - first + 1));
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const content = await objects.get(key, object.bytes === 0 ? undefined : range);
    if (content) await send(response, content.stream);
    else response.destroy();
  });
  return router;
}
