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
  status: keyof typeof reasons;
  type: string;
  cache: string;
  body: Buffer;
  /** More header lines. */
  headers?: readonly string[];
}

const reasons = {
  200: 'OK',
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  431: 'Request Header Fields Too Large',
  503: 'Service Unavailable',
} as const;

export function failure(status: Answer['status'], text: string, headers: readonly string[] = []): Answer {
  const body = Buffer.from(`${text}\n`);
  return { status, type: contentTypes.text, cache: caching.failure, body, headers };
}

/** The head of an answer (RFC 9112 §4) with its empty line. */
export function headOf(
  { status, type, cache, body, headers = [] }: Answer,
  date: string,
  last: boolean,
): Buffer {
  return Buffer.from(
    [
      `HTTP/1.1 ${status} ${reasons[status]}`,
      `Date: ${date}`,
      'Access-Control-Allow-Origin: *',
      'X-Content-Type-Options: nosniff',
      `Content-Type: ${type}`,
      `Content-Length: ${body.length}`,
      `Cache-Control: ${cache}`,
      ...headers,
      `Connection: ${last ? 'close' : 'keep-alive'}`,
      '\r\n',
    ].join('\r\n'),
    'latin1',
  );
}
