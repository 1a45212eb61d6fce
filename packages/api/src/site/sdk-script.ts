import { CloudMeetError } from '@cloudmeet/contracts';
import type { RequestHandler } from 'express';
import { cachedFile } from './cached-file.ts';

/**
 * `GET /sdk/v1/cloudmeet.js`: the SDK for a script tag, for any page. The address stays the same over releases, so
 * browsers ask again after five minutes and get 304 while it has not changed.
 */
export function sdkScript(path: string | undefined): RequestHandler {
  const read = path === undefined ? undefined : cachedFile(path);
  return async (request, response) => {
    const script = await read?.();
    if (!script) throw new CloudMeetError('not-found', { detail: 'The SDK was not built here.' });
    response.set({ ETag: script.etag, 'Cache-Control': 'public, max-age=300, must-revalidate' });
    if (request.fresh) response.status(304).end();
    else response.type('text/javascript; charset=utf-8').send(script.text);
  };
}
