import { request, Agent, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startHlsServer, type HlsServer } from './hls-server.ts';
import { LiveStreams, type PublishedStream } from './live-streams.ts';

interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const path = 'str_1/key-of-22-letters';
const picture = { sequenceParameters: Buffer.from([0x67, 0x42, 0xc0, 0x1f]), width: 640, height: 360 };
let folder: string;
let streams: LiveStreams;
let server: HlsServer;
let agent: Agent;
let stream: PublishedStream;
let nowMs: number;
let later: { atMs: number; run: () => void }[];

const clock = {
  now: () => nowMs,
  after: (ms: number, run: () => void) => {
    later.push({ atMs: nowMs + ms, run });
    return () => void (later = later.filter((one) => one.run !== run));
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloudmeet-hls-'));
  [nowMs, later] = [1_000_000, []];
  streams = new LiveStreams({ clock, lingerMs: 60_000 });
  server = await startHlsServer({ host: '127.0.0.1', port: 0, clock, streams, connectionsMax: 3000 });
  agent = new Agent({ keepAlive: true });
  stream = await streams.publish({ path, folder, segmentMs: 2000, keep: 4 });
});
afterEach(async () => {
  agent.destroy();
  await streams.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function ask(file: string, method = 'GET', of = path): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ agent, port: server.port, path: `/hls/${of}/${file}`, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.once('error', reject);
    sent.end();
  });
}

/** A connection on which something is said as it is. */
function talk(sent: string) {
  let heard = '';
  const socket = connect(server.port, '127.0.0.1', () => socket.write(sent));
  socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
  const ended = new Promise((resolve) => socket.once('close', resolve));
  return { socket, ended, text: () => heard };
}

let parts = 0;
function addPart(last = false): void {
  if (!stream.live.hasBegun) stream.begin(Buffer.from('init'), picture);
  parts += 1;
  const data = Buffer.from(`part ${parts}`);
  stream.keep(stream.live.add({ data, durationMs: 333, independent: true, last, startedAt: nowMs }));
}

const untilWaiting = (count: number) =>
  vi.waitFor(() => expect(stream.live.viewers.size).toBe(count), { timeout: 20_000 });
const textOf = ({ body }: Reply) => body.toString();
const nameOf = (index: number, segment = 1) =>
  `part-${/part-(\w+)-/.exec(stream.live.playlist().toString())?.[1] ?? ''}-${segment}-${index}.m4s`;

describe('the server of streams', () => {
  it('HLS-1 whoever knows the path may watch, from every origin', async () => {
    addPart();
    const reply = await ask('live.m3u8');
    expect(reply).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': '*' } });
    expect(textOf(reply)).toContain('CODECS="avc1.42c01f,mp4a.40.2",RESOLUTION=640x360');
    const [uri = ''] = /^media\.m3u8\S*/m.exec(textOf(reply)) ?? [];
    expect(textOf(await ask(uri))).toContain(nameOf(0));
  });

  it('HLS-1 every other path gets one and the same answer', async () => {
    addPart();
    const replies = await Promise.all([
      ask('live.m3u8', 'GET', 'str_1/another-key'),
      ask('live.m3u8', 'GET', 'str_1'),
      ask('live.m3u8', 'GET', '../../etc'),
      ask('passwd'),
      ask('segment-x-1.m4s'),
    ]);
    for (const { status, body } of replies)
      expect({ status, body }).toEqual({ status: 404, body: replies[0]?.body });
  });

  it('HLS-2 streams are only read', async () => {
    addPart();
    expect(await ask('live.m3u8', 'POST')).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD, OPTIONS' },
    });
    const head = await ask('media.m3u8', 'HEAD');
    expect(head.body).toHaveLength(0);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(100);
    expect(await ask('media.m3u8', 'OPTIONS')).toMatchObject({ status: 200 });
  });

  it('HLS-6 a playlist that is asked for ahead of time comes when it has what was asked for', async () => {
    addPart();
    const reply = ask('media.m3u8?_HLS_msn=1&_HLS_part=1');
    await untilWaiting(1);
    addPart();
    expect(textOf(await reply)).toContain(nameOf(1));
    expect((await ask('media.m3u8?_HLS_part=1')).status).toBe(400);
    expect((await ask('media.m3u8?_HLS_msn=99')).status).toBe(400);
  });

  it('HLS-6 thousands who wait for one playlist and one part get the same bytes', async () => {
    addPart();
    const playlists = Array.from({ length: 600 }, () => ask('media.m3u8?_HLS_msn=1&_HLS_part=1'));
    const hinted = Array.from({ length: 600 }, () => ask(nameOf(1)));
    await untilWaiting(1200);
    addPart();
    const wanted = stream.live.playlist();
    for (const { body } of await Promise.all(playlists)) expect(body.equals(wanted)).toBe(true);
    for (const { body } of await Promise.all(hinted)) expect(body.toString()).toBe(`part ${parts}`);
  });

  it('HLS-8 the part that is announced is waited for, and is not there when its segment ended before it', async () => {
    addPart();
    const [made, ends] = [ask(nameOf(1)), ask(nameOf(2))];
    expect((await ends).status).toBe(404);
    await untilWaiting(1);
    addPart();
    expect((await made).status).toBe(200);
    const never = ask(nameOf(2));
    await untilWaiting(1);
    stream.keep(stream.live.breakOff());
    expect((await never).status).toBe(404);
  });

  it('HLS-9 nobody waits longer than six seconds, and nobody waits for a stream that is over', async () => {
    const first = ask('live.m3u8');
    await untilWaiting(1);
    nowMs += 6001;
    streams.refresh();
    expect(await first).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    addPart();
    const waiting = ask('media.m3u8?_HLS_msn=1');
    await untilWaiting(1);
    await streams.end(path);
    expect(textOf(await waiting)).toContain('#EXT-X-ENDLIST');
    expect(textOf(await ask('media.m3u8?_HLS_msn=2'))).toContain('#EXT-X-ENDLIST');
    nowMs += 60_001;
    for (const { run } of later) run();
    expect((await ask('media.m3u8')).status).toBe(404);
  });

  it('HLS-10 files may be kept for ever, playlists for as long as they are true', async () => {
    addPart(true);
    const caching = async (file: string) => (await ask(file)).headers['cache-control'];
    expect(await caching(nameOf(0))).toContain('immutable');
    expect(await caching('media.m3u8')).toBe('public, max-age=1');
    expect(await caching('media.m3u8?_HLS_msn=1')).toBe('public, max-age=6');
    expect(await caching('live.m3u8')).toBe('no-store');
    expect(await caching('none.m4s')).toBe('public, max-age=1');
  });

  it('HLS-11 who leaves while waiting is forgotten, and who sends half a request keeps nobody waiting', async () => {
    addPart();
    const half = connect(server.port, '127.0.0.1', () => half.write('GET /hls/'));
    const sent = request({ port: server.port, path: `/hls/${path}/${nameOf(1)}` });
    sent.on('error', () => undefined);
    sent.end();
    await untilWaiting(1);
    sent.destroy();
    await untilWaiting(0);
    expect((await ask('media.m3u8')).status).toBe(200);
    half.destroy();
  });

  it('HLS-11 requests in one piece are answered in their order, and those that are none end their connection', async () => {
    addPart();
    const get = (file: string) => `GET /hls/${path}/${file} HTTP/1.1\r\nHost: a\r\n\r\n`;
    const several = talk(get(nameOf(1)) + get('none.m4s') + get(nameOf(0)));
    await untilWaiting(1);
    addPart();
    await vi.waitFor(() => expect(several.text()).toMatch(/part \d+$/), { timeout: 20_000 });
    expect([...several.text().matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
      '200',
      '404',
      '200',
    ]);
    several.socket.destroy();
    for (const [sent, status] of [
      ['GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc', 400],
      [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(9000)}`, 431],
      [`GET / HTTP/1.0\r\n\r\n`, 404],
    ] as const) {
      const refused = talk(sent);
      await refused.ended;
      expect(refused.text()).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(refused.text()).toContain('Connection: close');
    }
  });

  it('HLS-12 viewers are counted by the ids that the first playlist gives out, until they ask no more', async () => {
    addPart();
    const uris = await Promise.all(
      [1, 2, 3].map(async () => /^media\S*/m.exec(textOf(await ask('live.m3u8')))?.[0] ?? ''),
    );
    expect(new Set(uris).size).toBe(3);
    for (const uri of [...uris, ...uris, 'media.m3u8', 'media.m3u8?viewer=x']) await ask(uri);
    expect(stream.live.count.size).toBe(3);
    nowMs += 10_001;
    await ask(uris[0]!);
    streams.refresh();
    expect(stream.live.count.size).toBe(1);
  });

  it('HLS-5 the next process finds the window on the disk, and not what is over', async () => {
    for (let count = 0; count < 6; count += 1) addPart(true);
    await stream.written;
    const next = new LiveStreams({ clock: { ...clock, now: () => nowMs + 1 }, lingerMs: 0 });
    const { live } = await next.publish({ path, folder, segmentMs: 2000, keep: 4 });
    expect(live.segments.map(({ number, gap }) => [number, gap])).toEqual([
      ...[
        [3, false],
        [4, false],
        [5, false],
        [6, false],
      ],
      [7, true],
    ]);
    expect(live.file(live.segments[0]!.name)).toEqual(stream.live.file(live.segments[0]!.name));
    await next.close();
    await streams.end(path);
    await streams.close();
    const fresh = await streams.publish({ path, folder, segmentMs: 2000, keep: 4 });
    expect(fresh.live.segments).toEqual([]);
  });

  it('control: a stream that tells nobody of its parts keeps them waiting', async () => {
    addPart();
    const reply = ask('media.m3u8?_HLS_msn=1&_HLS_part=1');
    await untilWaiting(1);
    vi.spyOn(stream.live.viewers, 'changed').mockImplementation(() => undefined);
    addPart();
    expect(await Promise.race([reply, ask('media.m3u8').then(() => 'still waiting')])).toBe('still waiting');
  });
});
