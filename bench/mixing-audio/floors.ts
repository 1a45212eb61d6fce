// What cannot be gone below: decoding and encoding as many frames as are heard and mixed, one after the other; and giving
// the kernel as many packets of that size, a call each 20 ms, which on the loopback interface includes their arrival.
// Takes its options as JSON, prints the parts of a core as JSON.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { frameSamples } from '@cloudmeet/media-core';
import { createOpusDecoder } from '../../packages/media-server/src/audio/codec/opus-decoder.ts';
import { createOpusEncoder } from '../../packages/media-server/src/audio/codec/opus-encoder.ts';
import { createTickClock } from '../../packages/media-server/src/audio/clock/tick-clock.ts';
import { descriptorOf } from '../../packages/media-server/src/srtp/native/descriptor.ts';
import {
  doNotWait,
  Messages,
  messageWords,
  addressBytes,
  point,
  vectorWords,
} from '../../packages/media-server/src/srtp/native/mmsghdr.ts';
import { socketAddress } from '../../packages/media-server/src/srtp/native/native-output.ts';
import { loadNativeFunctions } from '../../packages/media-server/src/srtp/native/openssl.ts';
import { voice } from '../../packages/media-server/tests/audio/talker.ts';

export interface FloorOptions {
  talkers: number;
  people: number;
  /** Where packets go. */
  port: number;
}
export interface Floors {
  codecsCores: number;
  sendCores: number | null;
}

const framesPerSecond = 50;
/** A voice at 40 kbit/s with its headers and tag. */
const packetBytes = 128;
const { talkers, people, port } = JSON.parse(process.argv[2] ?? '{}') as FloorOptions;

async function cpuSecondsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Each who talks is decoded, and there is a mix for each of them and one for all others. */
async function measureCodecs(seconds: number): Promise<number> {
  const sound = voice(300);
  const frame = (n: number) =>
    Float32Array.from({ length: frameSamples }, (_, sample) => sound(n * frameSamples + sample));
  const frames = Array.from({ length: seconds * framesPerSecond }, (_, n) => frame(n));
  const coder = createOpusEncoder();
  const packets = frames.map((samples) => coder.encode(samples));
  const decoders = Array.from({ length: talkers }, createOpusDecoder);
  const encoders = Array.from({ length: talkers + 1 }, createOpusEncoder);
  const used = await cpuSecondsOf(() => {
    for (const [n, samples] of frames.entries()) {
      for (const decoder of decoders) decoder.decode(packets[n] ?? new Uint8Array());
      for (const encoder of encoders) encoder.encode(samples);
    }
  });
  for (const codec of [coder, ...decoders, ...encoders]) codec.close();
  return used / seconds;
}

async function measureSend(seconds: number): Promise<number | null> {
  const functions = await loadNativeFunctions();
  const socket = createSocket({ type: 'udp4', sendBufferSize: 1 << 22 });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const descriptor = descriptorOf(socket);
  if (functions === null || descriptor === null) return null;
  const all = new Messages(people, functions.addressOf);
  const [name, packet] = [socketAddress('127.0.0.1', port), Buffer.alloc(packetBytes, 0x80)];
  const [nameAt, packetAt] = [functions.addressOf(name), functions.addressOf(packet)];
  for (let n = 0; n < people; n += 1) {
    point(all.messages, n * messageWords.of + messageWords.name, nameAt);
    all.messages[n * messageWords.of + messageWords.nameBytes] = addressBytes;
    point(all.vectors, n * vectorWords.of + vectorWords.base, packetAt);
    all.vectors[n * vectorWords.of + vectorWords.length] = packetBytes;
  }
  const used = await cpuSecondsOf(async () => {
    let left = seconds * framesPerSecond;
    await new Promise<void>((done) => {
      const onTick = () => {
        functions.sendMessages(descriptor, all.at, people, doNotWait);
        left -= 1;
        if (left > 0) return;
        clock.stop();
        done();
      };
      const clock = createTickClock({ everyMs: 1000 / framesPerSecond, onTick });
      clock.start();
    });
  });
  socket.close();
  return used / seconds;
}

await measureCodecs(4);
const codecsCores = await measureCodecs(10);
const floors: Floors = { codecsCores, sendCores: await measureSend(5) };
console.log(JSON.stringify(floors));
