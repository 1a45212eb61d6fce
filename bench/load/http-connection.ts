import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** What came back for one request. */
export interface Answer {
  status: number;
  headers: string;
  body: string;
  durationMs: number;
}

/** One keep-alive connection that sends prepared bytes and waits for the answer: as little client as can be. */
export interface HttpConnection {
  /** @throws Error when the connection breaks or the answer takes longer than `timeoutMs` */
  send(request: Buffer, timeoutMs?: number): Promise<Answer>;
  close(): void;
}

/** A whole HTTP/1.1 request as bytes. */
export function requestBytes(
  method: string,
  url: URL,
  headers: Record<string, string>,
  body?: string,
): Buffer {
  const all = {
    host: url.host,
    connection: 'keep-alive',
    ...headers,
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${method} ${url.pathname} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
}

/** The answer in these bytes, once it is whole; answers here always say how long they are. */
function parseAnswer(text: string): Omit<Answer, 'durationMs'> | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const headers = text.slice(0, end);
  const length = Number(/content-length: (\d+)/i.exec(headers)?.[1] ?? 0);
  if (text.length < end + 4 + length) return undefined;
  return { status: Number(headers.slice(9, 12)), headers, body: text.slice(end + 4, end + 4 + length) };
}

function open(url: URL): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname);
    socket.setNoDelay(true).setEncoding('latin1');
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

export async function openConnection(url: URL): Promise<HttpConnection> {
  const socket = await open(url);
  let waiting:
    { resolve: (answer: Answer) => void; reject: (error: Error) => void; sinceMs: number } | undefined;
  let text = '';
  socket.on('data', (chunk: string) => {
    text += chunk;
    const answer = parseAnswer(text);
    if (!answer || !waiting) return;
    const { resolve, sinceMs } = waiting;
    waiting = undefined;
    text = '';
    resolve({ ...answer, durationMs: performance.now() - sinceMs });
  });
  const fail = (error: Error) => {
    waiting?.reject(error);
    waiting = undefined;
  };
  socket.on('error', fail);
  socket.on('close', () => {
    fail(new Error('The connection was closed.'));
  });
  return {
    send: (request, timeoutMs) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) {
          reject(new Error('The connection was closed.'));
          return;
        }
        const timer =
          timeoutMs === undefined ? undefined : setTimeout(() => fail(new Error('timeout')), timeoutMs);
        const done = (settle: () => void) => {
          clearTimeout(timer);
          settle();
        };
        waiting = {
          resolve: (answer) => done(() => resolve(answer)),
          reject: (error) => done(() => reject(error)),
          sinceMs: performance.now(),
        };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}
