import { randomFillSync } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { srtpProfiles, type SrtpProfileName } from '../session-keys.ts';
import { type OutgoingHeader, ScriptSender, type SrtpSender } from '../srtp-sender.ts';
import { descriptorOf } from './descriptor.ts';
import { NativeSender, NativeSending } from './native-sender.ts';
import { loadNativeFunctions } from './openssl.ts';

const profiles: SrtpProfileName[] = ['aesCm', 'aeadGcm'];
const from = createSocket('udp4');
const to = createSocket('udp4');
const received: Buffer[] = [];
let onDatagram: () => void = () => undefined;

beforeAll(async () => {
  for (const socket of [from, to]) {
    const listening = once(socket, 'listening');
    socket.bind(0, '127.0.0.1');
    await listening;
  }
  to.setRecvBufferSize(4 * 1024 * 1024);
  to.on('message', (datagram) => {
    received.push(datagram);
    onDatagram();
  });
});
afterAll(() => {
  from.close();
  to.close();
});

function fd(): number {
  const descriptor = descriptorOf(from);
  if (descriptor === null) throw new Error('This Node keeps the descriptor of a socket elsewhere');
  return descriptor;
}

function header(sequence: number): OutgoingHeader {
  return {
    ...{ ssrc: 0xfedcba98, payloadType: 96, marker: false, sequence: sequence & 0xffff },
    ...{
      rollover: sequence >>> 16,
      timestamp: 7,
      sendTimeId: sequence % 2 === 0 ? 4 : 0,
      sendTime: sequence,
    },
    repeats: sequence % 5 === 0 ? 3 : -1,
  };
}

function arrived(count: number): Promise<void> {
  return new Promise((done) => {
    onDatagram = () => {
      if (received.length >= count) done();
    };
    onDatagram();
  });
}

test.each(profiles)(
  '%s: the native sender sends the very bytes of the sender in TypeScript',
  async (profile) => {
    const functions = await loadNativeFunctions();
    if (functions === null) throw new Error('koffi is not installed, though this machine can have it');
    const keys = { profile, key: Buffer.alloc(16), salt: Buffer.alloc(srtpProfiles[profile].saltBytes) };
    randomFillSync(keys.key);
    randomFillSync(keys.salt);
    const expected: Buffer[] = [];
    const native = new NativeSender(new NativeSending(functions), keys, fd(), '127.0.0.1', to.address().port);
    const senders: SrtpSender[] = [
      native,
      new ScriptSender(keys, (datagram) => expected.push(Buffer.from(datagram))),
    ];
    received.length = 0;
    for (let sequence = 65_500; sequence < 65_700; sequence += 1) {
      // Runs of equal packets with a shorter one at the end, as frames are, and single odd ones.
      const payload = Buffer.alloc(sequence % 7 === 0 ? 1 + (sequence % 900) : 1100);
      randomFillSync(payload);
      for (const sender of senders) {
        sender.add(header(sequence), payload);
        if (sequence % 9 === 0) sender.flush();
      }
    }
    for (const sender of senders) sender.flush();
    await arrived(200);
    expect(received.length).toBe(200);
    received.forEach((datagram, i) => expect(datagram.equals(expected[i] ?? Buffer.alloc(0))).toBe(true));
    for (const sender of senders) sender.close();
  },
);

test('two native senders that take turns within a moment do not mix their packets', async () => {
  const functions = await loadNativeFunctions();
  if (functions === null) throw new Error('koffi is not installed, though this machine can have it');
  const shared = new NativeSending(functions);
  const keys = { profile: 'aesCm' as const, key: Buffer.alloc(16, 1), salt: Buffer.alloc(14, 2) };
  const one = new NativeSender(shared, keys, fd(), '127.0.0.1', to.address().port);
  const other = new NativeSender(shared, keys, fd(), '127.0.0.1', to.address().port);
  received.length = 0;
  one.add(header(1), Buffer.alloc(100));
  other.add(header(3), Buffer.alloc(200));
  one.add(header(7), Buffer.alloc(300));
  other.flush();
  one.flush();
  await arrived(3);
  expect(received.map((datagram) => datagram.readUInt16BE(2))).toEqual([1, 3, 7]);
  one.close();
  other.close();
});
