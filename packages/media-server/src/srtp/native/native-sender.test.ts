import { randomFillSync } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { srtpProfiles, type SrtpProfileName } from '../session-keys.ts';
import { SharedPayloads } from '../shared-payloads.ts';
import { SrtpReceiver } from '../srtp-receiver.ts';
import { type OutgoingHeader, ScriptSender, type SrtpSender } from '../srtp-sender.ts';
import { descriptorOf } from './descriptor.ts';
import { NativeInput } from './native-input.ts';
import { NativeMemory } from './native-memory.ts';
import { createNativeOpener } from './native-opener.ts';
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

const shared = (payload: Buffer) => new SharedPayloads([payload]);

function newKeys(profile: SrtpProfileName) {
  const keys = { profile, key: Buffer.alloc(16), salt: Buffer.alloc(srtpProfiles[profile].saltBytes) };
  randomFillSync(keys.key);
  randomFillSync(keys.salt);
  return keys;
}

async function functionsHere() {
  const functions = await loadNativeFunctions();
  if (functions === null) throw new Error('koffi is not installed, though this machine can have it');
  return functions;
}

function fd(socket = from): number {
  const descriptor = descriptorOf(socket);
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
    const functions = await functionsHere();
    const keys = newKeys(profile);
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
        sender.add(header(sequence), shared(payload), 0);
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
  const sending = new NativeSending(await functionsHere());
  const keys = { profile: 'aesCm' as const, key: Buffer.alloc(16, 1), salt: Buffer.alloc(14, 2) };
  const one = new NativeSender(sending, keys, fd(), '127.0.0.1', to.address().port);
  const other = new NativeSender(sending, keys, fd(), '127.0.0.1', to.address().port);
  received.length = 0;
  one.add(header(1), shared(Buffer.alloc(100)), 0);
  other.add(header(3), shared(Buffer.alloc(200)), 0);
  one.add(header(7), shared(Buffer.alloc(300)), 0);
  other.flush();
  one.flush();
  await arrived(3);
  expect(received.map((datagram) => datagram.readUInt16BE(2))).toEqual([1, 3, 7]);
  one.close();
  other.close();
});

test('what many senders flush together arrives whole and in order, more than one system call takes', async () => {
  const sending = new NativeSending(await functionsHere());
  const sender = (profile: SrtpProfileName) =>
    new NativeSender(sending, newKeys(profile), fd(), '127.0.0.1', to.address().port);
  const senders = Array.from({ length: 150 }, (_, i) => sender(i % 2 === 0 ? 'aesCm' : 'aeadGcm'));
  const picture = new SharedPayloads([1150, 1150, 1150, 700].map((bytes) => Buffer.alloc(bytes, 3)));
  received.length = 0;
  sending.together(() => {
    senders.forEach((each, i) => {
      for (let n = 0; n < picture.count; n += 1) each.add(header(i * 10 + n + 1), picture, n);
      each.flush();
    });
  });
  await arrived(600);
  const expected = senders.flatMap((_, i) => [1, 2, 3, 4].map((n) => i * 10 + n));
  expect(received.map((datagram) => datagram.readUInt16BE(2))).toEqual(expected);
  expect(sending.output.refused).toBe(0);
  for (const each of senders) each.close();
});

test.each(profiles)(
  '%s: a packet that OpenSSL does not seal is not sent, and the next one is',
  async (profile) => {
    const functions = await functionsHere();
    for (const broken of [
      'cipherInit',
      'cipherUpdate',
      'cipherFinal',
      'cipherControl',
      'hmacFinal',
    ] as const) {
      if (
        broken === 'hmacFinal' ? profile === 'aeadGcm' : /Final|Control/.test(broken) && profile === 'aesCm'
      )
        continue;
      let works = true;
      const real = functions[broken];
      const sending = new NativeSending({
        ...functions,
        [broken]: (...args: number[]) => (works ? real(...args) : 0),
      });
      const sender = new NativeSender(sending, newKeys(profile), fd(), '127.0.0.1', to.address().port);
      received.length = 0;
      works = false;
      sender.add(header(1), shared(Buffer.alloc(100)), 0);
      works = true;
      sender.add(header(7), shared(Buffer.alloc(100)), 0);
      sender.flush();
      await arrived(1);
      expect(received.map((datagram) => datagram.readUInt16BE(2))).toEqual([7]);
      expect(sending.unsealed).toBe(1);
      sender.close();
    }
  },
);

test.each(profiles)(
  '%s: the native opener opens what the sender in TypeScript sealed, and nothing that was changed',
  async (profile) => {
    const keys = newKeys(profile);
    const sealed: Buffer[] = [];
    const sender = new ScriptSender(keys, (datagram) => sealed.push(Buffer.from(datagram)));
    const payloads: Buffer[] = [];
    for (let sequence = 65_500; sequence < 65_600; sequence += 1) {
      const payload = Buffer.alloc(1 + ((sequence * 37) % 1180));
      randomFillSync(payload);
      payloads.push(payload);
      sender.add({ ...header(sequence), repeats: -1 }, shared(payload), 0);
    }
    sender.flush();
    const opener = createNativeOpener(new NativeMemory(await functionsHere()), keys);
    const receiver = new SrtpReceiver(keys, opener);
    sealed.forEach((datagram, i) => {
      const forged = Buffer.from(datagram);
      const bit = (i * 7919) % (forged.length * 8);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(receiver.open(forged)).toBeNull();
      const plain = receiver.open(Buffer.from(datagram));
      expect(plain?.subarray(-(payloads[i]?.length ?? 0)).equals(payloads[i] ?? Buffer.alloc(0))).toBe(true);
      expect(receiver.open(Buffer.from(datagram))).toBeNull();
    });
    opener.close();
    expect(opener.open(Buffer.alloc(100), 12, { ssrc: 1, rollover: 0, sequence: 1 })).toBe(-1);
  },
);

test('what waits at a socket is taken at once, each datagram with where it came from, and none too large', async () => {
  const input = new NativeInput(await functionsHere());
  const quiet = createSocket('udp4');
  const listening = once(quiet, 'listening');
  quiet.bind(0, '127.0.0.1');
  await listening;
  const taken: { bytes: number; from: string }[] = [];
  const first = new Promise<void>((done) => {
    quiet.once('message', (datagram, { address, port }) => {
      taken.push({ bytes: datagram.length, from: `${address}:${String(port)}` });
      // A second drain from inside the first would write over what the first still reads.
      input.drain(fd(quiet), (bytes, ip, number) => {
        taken.push({ bytes: bytes.length, from: `${ip}:${String(number)}` });
        input.drain(fd(quiet), () => taken.push({ bytes: -1, from: '' }));
      });
      done();
    });
  });
  const sizes = [...Array.from({ length: 70 }, (_, i) => 20 + i), 3000, 21];
  const sending = new NativeSending(await functionsHere());
  const send = sending.local(fd());
  sending.together(() => {
    for (const size of sizes) send(Buffer.alloc(size, 1), quiet.address().port);
  });
  await first;
  const { address, port } = from.address();
  expect(taken.map(({ bytes }) => bytes)).toEqual(sizes.filter((size) => size < 2048));
  expect(new Set(taken.map((each) => each.from))).toEqual(new Set([`${address}:${String(port)}`]));
  quiet.close();
});

test('of a flood only so much is taken in a turn of the event loop, however many of its datagrams are told singly', async () => {
  const functions = await functionsHere();
  let rounds = 0;
  const input = new NativeInput({
    ...functions,
    receiveMessages: (...args) => ((rounds += 1), args[2] ?? 0),
  });
  for (let event = 0; event < 30; event += 1) input.drain(0, () => undefined);
  expect(rounds).toBe(4);
  await new Promise((done) => setImmediate(done));
  input.drain(0, () => undefined);
  expect(rounds).toBe(8);
});
