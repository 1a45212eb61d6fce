import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { recordTone, SyntheticParticipant } from '@cloudmeet/testing/media';
import { seededRandom } from '@cloudmeet/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchGaps } from '../watch-gaps.ts';
import { waitedForCores } from '../waited-for-cores.ts';
import { EdgeChild, numbersOf } from './edge-child.ts';
import { changed, changedOffer, control, noise, payload } from './hostile-input.ts';
import { check, iceOf, TcpClient } from './tcp-client.ts';

const seed = 20_261_121;
/** What an edge takes of one client, and of one that was quiet for a second twice. */
const packetsPerSecond = 2500;
let edge: EdgeChild;
let honest: SyntheticParticipant;
let clock: NodeJS.Timeout;
let answer = '';
let offer = '';
const honestNumbers = numbersOf(1);

beforeAll(async () => {
  edge = await EdgeChild.start();
  const negotiate = edge.negotiate(honestNumbers);
  honest = await SyntheticParticipant.join({
    seed,
    sound: recordTone(440),
    negotiate: async (made) => {
      offer = made.sdp;
      return (answer = await negotiate(made));
    },
  });
  let n = 0;
  clock = setInterval(() => edge.deliverSound(20, (n += 1) * 960, 2), 20);
  await edge.until(() => honest.audio.packets > 10);
});
afterAll(async () => {
  clearInterval(clock);
  await honest.close();
  await edge.close();
});

async function stranger(): Promise<Socket> {
  const socket = createSocket('udp4');
  const listening = once(socket, 'listening');
  socket.bind(0, '127.0.0.1');
  await listening;
  return socket;
}

/**
 * Honest sound goes on both ways while something is done to the edge: nothing of it is lost, and the edge makes no gap above
 * 200 ms. For how long the machine gave this process and the edge no core during a gap is not its doing.
 */
async function soundHolds(attack: () => Promise<void>): Promise<void> {
  honest.audio.lastMs = null;
  const up = edge.uplinks.get(honestNumbers.uplinks.audio)?.length ?? 0;
  const down = honest.audio.packets;
  const lost = honest.audio.lost + honest.audio.missing.size;
  const gaps = watchGaps(honest.audio, waitedForCores([edge.pid]));
  const looks = setInterval(gaps.look, 20);
  await attack();
  await edge.until(() => honest.audio.packets > down + 20);
  await edge.until(() => (edge.uplinks.get(honestNumbers.uplinks.audio)?.length ?? 0) > up + 20);
  clearInterval(looks);
  expect(gaps.look()).toBeLessThanOrEqual(200);
  expect(honest.audio.lost + honest.audio.missing.size).toBe(lost);
  expect(edge.exited).toBe(false);
}

test('noise of every protocol from an unknown address is dropped, and honest sound holds', async () => {
  const socket = await stranger();
  const random = seededRandom(seed);
  await soundHolds(async () => {
    for (let i = 0; i < 5000; i += 1) {
      socket.send(noise(random), iceOf(answer).udpPort, '127.0.0.1');
      if (i % 100 === 0) await new Promise((done) => setImmediate(done));
    }
  });
  socket.close();
});

test('changed copies of a real offer never end the edge, and each is answered or refused', async () => {
  const random = seededRandom(seed + 1);
  const before = edge.all('reply').length;
  const count = 300;
  await soundHolds(async () => {
    for (let i = 0; i < count; i += 1) {
      edge.send({
        t: 'offer',
        peer: numbersOf(1000 + i),
        sdp: changedOffer(random, offer),
        tracks: {},
        iceServers: [],
      });
    }
    await edge.until(() => edge.all('reply').length >= before + count);
  });
  const kinds = new Set(
    edge
      .all('reply')
      .slice(before)
      .map(({ reply }) => reply.kind),
  );
  expect([...kinds].sort()).toEqual(['answer', 'refused']);
  for (let i = 0; i < count; i += 1) edge.send({ t: 'close', peer: 1000 + i });
});

/** A client that has made an authentic check from its own address, and no more. */
async function validated(peer: number) {
  const sdp = await edge.negotiate(numbersOf(peer))({ sdp: offer, tracks: {} });
  const fragment = /a=ice-ufrag:(\S+)/.exec(offer)?.[1] ?? '';
  const socket = await stranger();
  const answered = once(socket, 'message');
  const { udpPort } = iceOf(sdp);
  socket.send(check(sdp, fragment), udpPort, '127.0.0.1');
  await answered;
  return { socket, send: (bytes: Buffer) => socket.send(bytes, udpPort, '127.0.0.1'), sdp, fragment };
}

test('noise from a validated address, in the middle of its DTLS, changes nothing for others', async () => {
  const random = seededRandom(seed + 2);
  const { socket, send } = await validated(2000);
  await soundHolds(async () => {
    for (let i = 0; i < 3000; i += 1) {
      send(noise(random));
      if (i % 50 === 0) await new Promise((done) => setImmediate(done));
    }
  });
  edge.send({ t: 'close', peer: 2000 });
  socket.close();
});

test('a packet with a wrong tag, or a right one from an address that proved nothing, is never forwarded', async () => {
  const numbers = numbersOf(3000);
  let sdp = '';
  const negotiate = edge.negotiate(numbers);
  const sealed: Buffer[] = [];
  const participant = await SyntheticParticipant.join({
    seed,
    negotiate: async (made) => (sdp = await negotiate(made)),
  });
  const { udpPort } = iceOf(sdp);
  const socket = await stranger();
  participant.sendAs((datagram) => sealed.push(datagram), Buffer.alloc(40, 9));
  participant.sendAs((datagram) => sealed.push(datagram), Buffer.alloc(40, 8));
  const [stolen = Buffer.alloc(0), other = Buffer.alloc(0)] = sealed;
  socket.send(stolen, udpPort, '127.0.0.1');
  const forged = Buffer.from(other);
  forged[20] = (forged[20] ?? 0) ^ 1;
  participant.sendRaw(forged);
  participant.sendSound(Buffer.alloc(40, 7));
  await edge.until(() => (edge.uplinks.get(numbers.uplinks.audio)?.length ?? 0) > 0);
  const payloads = (edge.uplinks.get(numbers.uplinks.audio) ?? []).map(({ payload }) => payload[0]);
  expect(payloads).toEqual([7]);
  // The control: the very packet that was stolen is good when its owner sends it.
  participant.sendRaw(stolen);
  await edge.until(() => (edge.uplinks.get(numbers.uplinks.audio)?.length ?? 0) > 1);
  expect(edge.uplinks.get(numbers.uplinks.audio)?.[1]?.payload[0]).toBe(9);
  await participant.close();
  socket.close();
});

test('a client that floods is held to its budget, and honest sound holds', async () => {
  const numbers = numbersOf(4000);
  const participant = await SyntheticParticipant.join({ seed, negotiate: edge.negotiate(numbers) });
  // Sealed beforehand: this process must not be what is too busy for honest sound.
  const flood: Buffer[] = [];
  for (let i = 0; i < 8000; i += 1)
    participant.sendAs((datagram) => flood.push(datagram), Buffer.alloc(40, 1));
  const beganMs = performance.now();
  await soundHolds(async () => {
    for (const [i, datagram] of flood.entries()) {
      participant.sendRaw(datagram);
      if (i % 40 === 0) await new Promise((done) => setImmediate(done));
    }
  });
  const forwarded = edge.uplinks.get(numbers.uplinks.audio)?.length ?? 0;
  expect(forwarded).toBeGreaterThan(0);
  const seconds = (performance.now() - beganMs) / 1000;
  expect(forwarded).toBeLessThanOrEqual(packetsPerSecond * (1 + seconds));
  await participant.close();
});

test('a client that is in the room and sends nonsense, sealed as it should be, harms nobody but itself', async () => {
  const random = seededRandom(seed + 3);
  const participant = await SyntheticParticipant.join({ seed, negotiate: edge.negotiate(numbersOf(6000)) });
  await soundHolds(async () => {
    for (let i = 0; i < 1500; i += 1) {
      participant.sendPayload('audio', payload(random));
      participant.sendPayload('video', payload(random));
      participant.sendControl(control(random));
      if (i % 20 === 0) await new Promise((done) => setImmediate(done));
    }
  });
  expect(edge.all('gone').some(({ peer }) => peer === honestNumbers.peer)).toBe(false);
  await participant.close();
});

test('changed copies of real checks, handshakes and packets harm nobody', async () => {
  const random = seededRandom(seed + 4);
  const { socket, send, sdp, fragment } = await validated(7000);
  const real = [check(sdp, fragment)];
  socket.on('message', (datagram) => real.length < 50 && real.push(Buffer.from(datagram)));
  honest.sendAs((datagram) => real.push(datagram), Buffer.alloc(40, 3));
  await soundHolds(async () => {
    for (let i = 0; i < 2000; i += 1) {
      send(changed(random, real[i % real.length] ?? Buffer.alloc(1)));
      if (i % 40 === 0) await new Promise((done) => setImmediate(done));
    }
  });
  edge.send({ t: 'close', peer: 7000 });
  socket.close();
});

test('an ICE check with a wrong password is not answered, one by TCP is, and a senseless length closes the connection', async () => {
  const { socket, sdp, fragment } = await validated(5000);
  const { tcpPort } = iceOf(sdp);
  const wrong = await TcpClient.connect(tcpPort);
  wrong.send(check(sdp.replaceAll(/a=ice-pwd:\S+/g, 'a=ice-pwd:aaaaaaaaaaaaaaaaaaaaaaaa'), fragment));
  const right = await TcpClient.connect(tcpPort);
  right.send(check(sdp, fragment));
  await edge.until(() => right.frames.some((frame) => frame.readUInt16BE(0) === 0x0101));
  expect(wrong.frames.length).toBe(0);
  const closed = once(wrong.socket, 'close');
  wrong.socket.write(Buffer.from([0xff, 0xff, 1, 2, 3]));
  await closed;
  right.close();
  socket.close();
});
