import { createSocket } from 'node:dgram';
import { writeRtpHeader } from '../../packages/media-server/src/rtp/rtp-packet.ts';
import { startAudioChild } from '../../packages/media-server/tests/audio/audio-child.ts';
import { longestGapMs } from '../../packages/media-server/tests/audio/listener.ts';
import { openRoom, speech } from '../../packages/media-server/tests/audio/meeting.ts';
import { tone } from '../../packages/media-server/tests/audio/talker.ts';
import { changed, noise, payload } from '../../packages/media-server/tests/edge/hostile-input.ts';
import { cameraTile, layers, openVideoRoom } from '../../packages/media-server/tests/video/video-room.ts';
import { seededRandom } from '@cloudmeet/testing';

const headerBytes = 12;
const mix = 1;
/** Packets of the mix before the nonsense begins. */
const sungAlone = 20;
const turn = () => new Promise((done) => setImmediate(done));
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** A packet of a stream whose payload is nonsense, or a datagram that is none, or a real one with changes. */
function hostile(random: () => number, n: number, ssrc: number, payloadType: number, real: Buffer): Buffer {
  const kind = n % 3;
  if (kind === 0) return noise(random);
  if (kind === 1) return changed(random, real);
  const packet = Buffer.concat([Buffer.alloc(headerBytes), payload(random)]);
  const marker = random() < 0.3;
  writeRtpHeader(packet, { payloadType, marker, sequence: n & 0xffff, timestamp: (n * 960) >>> 0, ssrc });
  return packet;
}

/** Somebody who sings, and somebody who sends nonsense, in a room of the real audio process. */
export async function fuzzAudio(seed: number, inputs: number) {
  const random = seededRandom(seed);
  const child = await startAudioChild();
  const singer = { participantId: 'par_a', uplink: 11, own: 12, sound: tone(440) };
  const other = { participantId: 'par_b', uplink: 21, own: 22, sound: tone(880) };
  openRoom(child.send, 7, mix, child.edgePort, [singer, other]);
  const sung = speech(singer, 600);
  let frame = 0;
  const singing = setInterval(() => {
    const datagram = sung[(frame += 1)];
    if (datagram) child.deliver(datagram);
  }, 20);
  const [real = new Uint8Array(0)] = speech(other, 0.1);
  while (child.arrivals(mix).length < sungAlone) await wait(10);
  for (let n = 0; n < inputs; n += 1) {
    child.deliver(hostile(random, n, other.uplink, 111, Buffer.from(real)));
    if (n % 25 === 24) await turn();
    if (child.exitCode() !== null) throw new Error('The audio process ended.');
  }
  const after = child.arrivals(mix).length;
  while (child.arrivals(mix).length < after + 20) await wait(10);
  clearInterval(singing);
  const arrivals = child.arrivals(mix).slice(sungAlone);
  await child.close();
  return { inputs, longestGapMs: longestGapMs(arrivals), packets: arrivals.length };
}

/** The same for the video process: an honest camera is shown on beside one that sends nonsense. */
export async function fuzzVideo(seed: number, inputs: number) {
  const random = seededRandom(seed);
  const room = await openVideoRoom();
  let hasEnded = false;
  void room.child.ended.then(() => (hasEnded = true));
  const tiles = [cameraTile(0, 8, 4, 628, 352), cameraTile(1, 644, 4, 628, 352)] as const;
  room.layOut([...tiles]);
  room.addSource(1).run();
  const broken = room.addSource(0);
  const real = broken.next();
  broken.send(real);
  const viewer = await room.view(layers.full);
  const socket = createSocket('udp4');
  while ((viewer.barcodeAt(tiles[1]) ?? 0) < 5) await wait(20);
  const shown = viewer.frames;
  const { uplink } = broken.options;
  for (let n = 0; n < inputs; n += 1) {
    const packet = hostile(random, n, uplink, 96, real[n % real.length] ?? Buffer.alloc(1));
    socket.send(packet, room.child.port, '127.0.0.1');
    if (n % 25 === 24) await turn();
    if (hasEnded) throw new Error('The video process ended.');
  }
  const counted = viewer.barcodeAt(tiles[1]) ?? 0;
  while ((viewer.barcodeAt(tiles[1]) ?? 0) <= counted + 10 && !hasEnded) await wait(20);
  const figures = { inputs, picturesMeanwhile: viewer.frames - shown, ended: hasEnded };
  socket.close();
  await room.close();
  if (figures.ended) throw new Error('The video process ended.');
  return figures;
}
