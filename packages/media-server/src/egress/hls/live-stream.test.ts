import { describe, expect, it } from 'vitest';
import { LiveStream } from './live-stream.ts';

const segmentMs = 2000;
const picture = { sequenceParameters: Buffer.from([0x67, 0x42, 0xc0, 0x1f]), width: 640, height: 360 };

function createStream(options: Partial<ConstructorParameters<typeof LiveStream>[0]> = {}) {
  const stream = new LiveStream({ run: 'run', segmentMs, keep: 4, ...options });
  stream.begin(Buffer.from('init'), picture);
  let parts = 0;
  const add = (last = false) => {
    const startedAt = parts * 333;
    parts += 1;
    const data = Buffer.from(`<${parts}>`);
    return stream.add({ data, durationMs: 333, independent: parts % 6 === 1, last, startedAt });
  };
  const addSegment = () => {
    for (let part = 0; part < 5; part += 1) add();
    return add(true);
  };
  return { stream, add, addSegment };
}

const linesOf = (stream: LiveStream) => stream.playlist().toString().split('\n');

describe('a live stream', () => {
  it('HLS-3 a segment is its parts one after the other, and the playlist names both', () => {
    const { stream, addSegment } = createStream();
    const segment = addSegment()!;
    const parts = segment.parts.map(({ name }) => stream.file(name));
    expect(stream.file(segment.name)).toEqual(Buffer.concat(parts as Buffer[]));
    const lines = linesOf(stream);
    expect(lines).toContain('#EXT-X-PART:DURATION=0.333,URI="part-run-1-0.m4s",INDEPENDENT=YES');
    expect(lines.slice(-5)).toEqual([
      '#EXT-X-PART:DURATION=0.333,URI="part-run-1-5.m4s"',
      '#EXTINF:1.998,',
      'segment-run-1.m4s',
      '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-run-2-0.m4s"',
      '',
    ]);
  });

  it('HLS-3 parts of segments that are further than three from the end leave the playlist', () => {
    const { stream, addSegment } = createStream();
    for (let count = 0; count < 4; count += 1) addSegment();
    const named = linesOf(stream).filter((line) => line.startsWith('#EXT-X-PART:'));
    expect(named).toHaveLength(3 * 6);
    expect(named[0]).toContain('part-run-2-0.m4s');
  });

  it('HLS-4 what left the window is served for three more segments, then it is gone, and memory with it', () => {
    const { stream, addSegment } = createStream();
    for (let count = 0; count < 4 + 3; count += 1) addSegment();
    expect(linesOf(stream)).toContain('#EXT-X-MEDIA-SEQUENCE:4');
    expect(stream.file('segment-run-1.m4s')).toBeInstanceOf(Buffer);
    addSegment();
    for (const name of ['segment-run-1.m4s', 'part-run-1-0.m4s']) expect(stream.file(name)).toBeNull();
    expect(stream.file('init-run-1.mp4')).toBeInstanceOf(Buffer);
  });

  it('HLS-5 pictures of another kind begin behind a discontinuity, which is counted when it has left', () => {
    const { stream, addSegment } = createStream();
    addSegment();
    stream.begin(Buffer.from('other'), { ...picture, width: 320, height: 180 });
    addSegment();
    const lines = linesOf(stream);
    const at = lines.indexOf('#EXT-X-DISCONTINUITY');
    expect(lines[at + 1]).toBe('#EXT-X-MAP:URI="init-run-2.mp4"');
    expect(stream.multivariant('media.m3u8')).toContain('RESOLUTION=320x180');
    for (let count = 0; count < 4; count += 1) addSegment();
    expect(linesOf(stream)).toContain('#EXT-X-DISCONTINUITY-SEQUENCE:1');
    for (let count = 0; count < 3; count += 1) addSegment();
    expect(stream.file('init-run-1.mp4')).toBeNull();
  });

  it('HLS-5 a process that goes on behind a dead one gives the lost segment a number, and names nothing anew', () => {
    const before = createStream();
    const kept = [before.addSegment()!, before.addSegment()!];
    before.add();
    const inits = new Map([['init-run-1.mp4', Buffer.from('init')]]);
    const { stream, add } = createStream({ run: 'next', kept: { segments: kept, inits, breaksBefore: 0 } });
    stream.addGap(segmentMs);
    add();
    const lines = linesOf(stream);
    const gap = lines.indexOf('#EXT-X-GAP');
    expect(lines.slice(gap, gap + 5)).toEqual([
      '#EXT-X-GAP',
      '#EXTINF:2.000,',
      'segment-next-3.m4s',
      '#EXT-X-DISCONTINUITY',
      '#EXT-X-MAP:URI="init-next-1.mp4"',
    ]);
    expect(stream.file('segment-run-2.m4s')).toBeInstanceOf(Buffer);
    expect(stream.file('part-run-3-0.m4s')).toBeNull();
    expect(lines.at(-2)).toContain('part-next-4-1.m4s');
  });

  it('HLS-9 the end is said once, takes what was being made along and leaves nothing to wait for', () => {
    const { stream, add } = createStream();
    add();
    stream.end();
    stream.end();
    const text = stream.playlist().toString();
    expect(text.match(/#EXT-X-ENDLIST/g)).toHaveLength(1);
    expect(text).toContain('segment-run-1.m4s');
    expect(text).not.toContain('PRELOAD-HINT');
    expect(stream.file('part-run-2-0.m4s')).toBeNull();
  });
});
