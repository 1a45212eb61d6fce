import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a cache may give an answer to others. */
export const caching = {
  /** A name means one thing for ever. */
  file: 'public, max-age=31536000, immutable',
  /** What was waited for never changes much; what was not is new every third of a second. */
  awaitedPlaylist: 'public, max-age=6',
  playlist: 'public, max-age=1',
  perViewer: 'no-store',
  failure: 'public, max-age=1',
} as const;

export const contentTypes = {
  playlist: 'application/vnd.apple.mpegurl',
  media: 'video/mp4',
  text: 'text/plain; charset=utf-8',
} as const;

export interface Answer {
  status: number;
  type: string;
  cache: string;
  body: Buffer;
  /** More headers, names and values in turn. */
  headers?: readonly string[];
}

const everywhere = ['Access-Control-Allow-Origin', '*', 'X-Content-Type-Options', 'nosniff'] as const;

export function failure(status: number, text: string, headers: readonly string[] = []): Answer {
  const body = Buffer.from(`${text}\n`);
  return { status, type: contentTypes.text, cache: caching.failure, body, headers };
}

/** Bodies are shared between all who get them: a viewer who does not read costs a socket, not a copy. */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { status, type, cache, body, headers = [] } = answer;
  response.writeHead(status, [
    ...everywhere,
    ...['Content-Type', type, 'Content-Length', String(body.length), 'Cache-Control', cache],
    ...headers,
  ]);
  response.end(request.method === 'HEAD' ? undefined : body);
}
