import { expect, test } from 'vitest';
import type { PictureLayer } from '../../children/messages.ts';
import { inBundles } from '../../rtp/packet-bundle.ts';
import { rtpHeaderBytes, writeRtpHeader } from '../../rtp/rtp-packet.ts';
import { FanOut, type Receiver } from './fan-out.ts';

const mix = 1;
const layer: PictureLayer = {
  ...{ stream: 2, codec: 'H264', width: 1280, height: 720, framesPerSecond: 24, bitsPerSecond: 1_500_000 },
};

function packet(ssrc: number, sequence: number, marker: boolean): Buffer {
  const bytes = Buffer.alloc(rtpHeaderBytes + 40, 0x65);
  writeRtpHeader(bytes, { payloadType: 96, marker, sequence, timestamp: 3750, ssrc });
  return bytes;
}

/** Receivers whose packets wait until the outermost `together` has ended, as those of the native sender do. */
function world(people: number) {
  const log: string[] = [];
  let held = 0;
  const fanOut = new FanOut((run) => {
    held += 1;
    run();
    held -= 1;
    if (held === 0) log.push('sent');
  });
  const receivers = Array.from({ length: people }, (_, i): Receiver => {
    const note = (what: string) => () => void log.push(`${what} ${String(i)}`);
    return { mix, own: 100 + i, follows: () => true, sendSound: note('sound'), sendPicture: note('picture') };
  });
  for (const receiver of receivers) fanOut.add(receiver, [layer]);
  return { fanOut, log };
}

test('the first of a picture are sent before the next are given it, also where it came in a bundle', async () => {
  const { fanOut, log } = world(12);
  const parts = [packet(layer.stream, 1, false), packet(layer.stream, 2, true)];
  for (const datagram of inBundles(parts)) fanOut.receive(datagram);
  // On a busy machine the rest goes in a later turn.
  const pictures = () => log.filter((what) => what.startsWith('picture'));
  while (pictures().length < 12) await new Promise((done) => setImmediate(done));
  const first = log.indexOf('sent', log.indexOf('picture 0'));
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(log.indexOf('picture 8'));
  expect(pictures()).toHaveLength(12);
});

test('the sound of a bundle goes out at once, for all together', () => {
  const { fanOut, log } = world(3);
  const parts = [packet(100, 1, true), packet(mix, 1, true)];
  for (const datagram of inBundles(parts)) fanOut.receive(datagram);
  expect(log).toEqual(['sound 0', 'sound 0', 'sound 1', 'sound 2', 'sent']);
});
