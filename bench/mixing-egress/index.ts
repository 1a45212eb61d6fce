// What it costs to send one picture to many: the same packets to the same receivers by werift's own SRTP and Node's
// sockets (the floor to beat), by our sender in TypeScript, and by our native sender where koffi is installed; then what an
// edge does around it (packets of the mixing processes in, pictures and sound to everybody out). The bare send without
// encryption is measured beside them. CPU time of this process per packet, all in one run.
import { fork } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SharedPayloads } from '../../packages/media-server/src/srtp/shared-payloads.ts';
import { createEgressSenders, type EgressSender } from './egress-senders.ts';
import { measureFanOut } from './fan-out.ts';
import { RtpHeader, SrtpSession } from 'werift';

const seed = 1;
const receivers = Number(process.argv[2] ?? 100);
const frames = Number(process.argv[3] ?? 120);
const packetsPerFrame = 7;

const sink = fork(fileURLToPath(new URL('./receive-packets.ts', import.meta.url)));
const port = await new Promise<number>((done) => sink.once('message', (number: number) => done(number)));
const socket = createSocket({ type: 'udp4', lookup: (address, _options, done) => done(null, address, 4) });
const listening = once(socket, 'listening');
socket.bind(0, '127.0.0.1');
await listening;
socket.setSendBufferSize(4 * 1024 * 1024);

const payloads = Array.from({ length: packetsPerFrame }, (_, i) => {
  const payload = Buffer.alloc(i === packetsPerFrame - 1 ? 700 : 1150);
  randomFillSync(payload);
  return payload;
});

const shared = new SharedPayloads(payloads);

function keys(i: number, saltBytes: number) {
  return { key: Buffer.alloc(16, i + 1), salt: Buffer.alloc(saltBytes, i + 2) };
}

/** As werift's RTCRtpSender does it: a header object, one encryption and one send a packet. */
function weriftSender(i: number): EgressSender {
  const { key, salt } = keys(i, 14);
  const config = { localMasterKey: key, localMasterSalt: salt, remoteMasterKey: key, remoteMasterSalt: salt };
  const session = new SrtpSession({ keys: config, profile: 1 });
  return {
    send(sequence, timestamp) {
      payloads.forEach((payload, n) => {
        const header = new RtpHeader({
          ...{ payloadType: 96, ssrc: 1000 + i, timestamp, marker: n === payloads.length - 1 },
          sequenceNumber: (sequence + n) & 0xffff,
        });
        socket.send(session.encrypt(payload, header), port, '127.0.0.1');
      });
    },
    close: () => undefined,
  };
}

function plainSender(): EgressSender {
  return {
    send() {
      for (const payload of payloads) socket.send(payload, port, '127.0.0.1');
    },
    close: () => undefined,
  };
}

/** Microseconds of CPU for one packet to one receiver. */
async function measure(senders: readonly EgressSender[]): Promise<number> {
  let sequence = 1;
  const run = async (count: number) => {
    for (let frame = 0; frame < count; frame += 1) {
      for (const sender of senders) sender.send(sequence, frame * 3750, shared);
      sequence += packetsPerFrame;
      await new Promise((done) => setImmediate(done));
    }
  };
  await run(Math.ceil(frames / 4));
  const before = process.cpuUsage();
  await run(frames);
  const { user, system } = process.cpuUsage(before);
  for (const sender of senders) sender.close();
  return (user + system) / (frames * packetsPerFrame * senders.length);
}

const make = await createEgressSenders(socket, '127.0.0.1', port);
const each = <T>(build: (i: number) => T) => Array.from({ length: receivers }, (_, i) => build(i));
const plain = await measure(each(plainSender));
const werift = await measure(each(weriftSender));
const scriptCm = await measure(each((i) => make.script({ profile: 'aesCm', ...keys(i, 14) })));
const native = make.native;
const nativeCm = native && (await measure(each((i) => native({ profile: 'aesCm', ...keys(i, 14) }))));
const nativeGcm = native && (await measure(each((i) => native({ profile: 'aeadGcm', ...keys(i, 12) }))));

const fanOut = await measureFanOut({ port, receivers, frames, payloads });

sink.disconnect();
socket.close();
const round = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);
const ratio = (value: number | null) => (value === null ? null : round(werift / value));
const figures = {
  receivers,
  plainSendUs: round(plain),
  weriftUs: round(werift),
  scriptUs: round(scriptCm),
  nativeCmUs: round(nativeCm),
  nativeGcmUs: round(nativeGcm),
  fanOutUs: round(fanOut.pictureUs),
  fanOutSoundUs: round(fanOut.soundUs),
  fanOutTimesTheBareSender: nativeGcm && round(fanOut.pictureUs / nativeGcm),
  scriptTimesCheaper: ratio(scriptCm),
  nativeTimesCheaper: ratio(nativeCm === null || nativeGcm === null ? null : Math.min(nativeCm, nativeGcm)),
};
console.log(JSON.stringify({ name: 'mixing-egress', seed, figures }));
