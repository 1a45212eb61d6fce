import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { tcpPath } from './tcp-path.ts';

/** A connection whose other end reads when it is told to. */
async function openPair(): Promise<{ ours: Socket; theirs: Socket }> {
  const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const accepted = once(server, 'connection');
  const ours = connect(address.port, '127.0.0.1');
  const [theirs] = (await accepted) as [Socket];
  onTestFinished(() => {
    ours.destroy();
    theirs.destroy();
  });
  if (ours.connecting) await once(ours, 'connect');
  return { ours, theirs };
}

function read(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at + 2 <= bytes.length; at += 2 + bytes.readUInt16BE(at))
    frames.push(bytes.subarray(at + 2, at + 2 + bytes.readUInt16BE(at)));
  return frames;
}

test('what is sent in one turn comes in its order, each with its length, though its memory was used again', async () => {
  const { ours, theirs } = await openPair();
  const path = tcpPath(ours);
  const memory = Buffer.alloc(1200);
  for (let n = 1; n <= 20; n += 1) path.send(memory.fill(n).subarray(0, n * 60));
  let came = Buffer.alloc(0);
  theirs.on('data', (bytes: Buffer) => (came = Buffer.concat([came, bytes])));
  theirs.resume();
  await expect.poll(() => read(came).length, { interval: 5 }).toBe(20);
  read(came).forEach((frame, index) => {
    expect(frame.equals(Buffer.alloc((index + 1) * 60, index + 1))).toBe(true);
  });
});

test('for a client that does not read pictures are given up first, and little waits in front of the sound', async () => {
  const { ours } = await openPair();
  const path = tcpPath(ours);
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const waiting = async (bytes: number, count: number) => {
    for (let n = 0; n < count; n += 1) {
      path.send(Buffer.alloc(bytes));
      if (n % 10 === 9) await turn();
    }
    return ours.writableLength;
  };
  const ofPictures = await waiting(1180, 10_000);
  expect(ofPictures).toBeGreaterThan(40 * 1024);
  expect(ofPictures).toBeLessThan(52 * 1024);
  expect(await waiting(150, 10)).toBe(ofPictures + 10 * 152);
  expect(await waiting(150, 3000)).toBeLessThan(260 * 1024);
});
