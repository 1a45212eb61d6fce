import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHead } from './read-request.ts';

const head = (line: string, ...headers: string[]) => readHead([line, ...headers].join('\r\n'));

describe('the head of a request', () => {
  it('RFC 9112 §3 is read: method, path, query, and whether the connection goes on', () => {
    expect(head('GET /hls/a/live.m3u8?x=1?2 HTTP/1.1', 'Host: a', 'Accept: */*')).toEqual({
      ...{ method: 'GET', path: '/hls/a/live.m3u8', query: 'x=1?2', last: false },
    });
    expect(head('GET / HTTP/1.1', 'host:a', 'CONNECTION: keep-alive, Close')?.last).toBe(true);
    expect(head('GET / HTTP/1.0')?.last).toBe(true);
    expect(head('HEAD / HTTP/1.1', 'Host: a', 'Content-Length: 0')?.method).toBe('HEAD');
  });

  it.each([
    ['a body', 'GET / HTTP/1.1', 'Host: a', 'Content-Length: 5'],
    ['a body in chunks', 'GET / HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked'],
    ['another protocol', 'GET / HTTP/1.1', 'Host: a', 'Upgrade: websocket'],
    ['two hosts', 'GET / HTTP/1.1', 'Host: a', 'Host: b'],
    ['no host', 'GET / HTTP/1.1', 'Accept: */*'],
    ['a folded line', 'GET / HTTP/1.1', 'Host: a', ' folded'],
    ['a space before the colon', 'GET / HTTP/1.1', 'Host: a', 'Content-Length : 5'],
    ['a bare line feed', 'GET / HTTP/1.1', 'Host: a\nContent-Length: 5'],
    ['a bare carriage return', 'GET / HTTP/1.1', 'Host: a\rb'],
    ['a whole address', 'GET http://other/ HTTP/1.1', 'Host: a'],
    ['a space in the target', 'GET /a b HTTP/1.1', 'Host: a'],
    ['another version', 'GET / HTTP/2.0', 'Host: a'],
    ['nothing', ''],
  ])('HLS-11 %s is refused: it could be read in two ways', (_what, line, ...headers) => {
    expect(head(line, ...headers)).toBeNull();
  });

  it('HLS-11 whatever comes, it throws nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readHead(text)));
  });
});
