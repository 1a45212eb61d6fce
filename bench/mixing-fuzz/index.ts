// Input that nobody honest sends, by the ten thousands, to a real edge, audio and video process while honest sound goes
// through them: no process may end, none of the honest sound may be lost, and no gap may be above 200 ms (less what the
// machine let the processes wait for a core). Options: --count=100000 --seed=1
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { seededRandom } from '@cloudmeet/testing';
import { recordTone, SyntheticParticipant } from '@cloudmeet/testing/media';
import { EdgeChild, numbersOf } from '../../packages/media-server/tests/edge/edge-child.ts';
import {
  changed,
  changedOffer,
  control,
  noise,
  payload,
} from '../../packages/media-server/tests/edge/hostile-input.ts';
import { check, iceOf } from '../../packages/media-server/tests/edge/tcp-client.ts';
import { waitedForCores } from '../../packages/media-server/tests/waited-for-cores.ts';
import { fuzzAudio, fuzzVideo } from './mixers.ts';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const count = Number(values.count);
const seed = Number(values.seed);
const gapMsMax = 200;
const turn = () => new Promise((done) => setImmediate(done));

const edge = await EdgeChild.start();
const numbers = numbersOf(1);
let [offer, answer] = ['', ''];
const negotiate = edge.negotiate(numbers);
const honest = await SyntheticParticipant.join({
  seed,
  sound: recordTone(440),
  negotiate: async (made) => {
    offer = made.sdp;
    return (answer = await negotiate(made));
  },
});
let sounds = 0;
const mix = setInterval(() => edge.deliverSound(20, (sounds += 1) * 960, 2), 20);
await edge.until(() => honest.audio.packets > 20);

interface Part {
  inputs: number;
  seconds: number;
  longestGapMs: number;
  waitedMs: number;
  lost: number;
}
const parts: Record<string, Part> = {};

/** Sends `inputs` of a kind in small groups, so that this process is not what is too busy for honest sound. */
async function part(name: string, inputs: number, send: (n: number) => void, group = 25): Promise<void> {
  honest.audio.lastMs = null;
  honest.audio.longestGapMs = 0;
  const lost = () => honest.audio.lost + honest.audio.missing.size;
  const [lostBefore, startedMs, waitedMs] = [lost(), performance.now(), waitedForCores([edge.pid])];
  for (let n = 0; n < inputs; n += 1) {
    send(n);
    if (n % group === group - 1) await turn();
  }
  const down = honest.audio.packets;
  await edge.until(() => honest.audio.packets > down + 20 || edge.exited);
  if (edge.exited) throw new Error(`The edge ended in ${name}.`);
  parts[name] = {
    inputs,
    seconds: Math.round((performance.now() - startedMs) / 100) / 10,
    longestGapMs: Math.round(honest.audio.longestGapMs),
    waitedMs: Math.round(waitedMs()),
    lost: lost() - lostBefore,
  };
  console.log(name, parts[name]);
}

const random = seededRandom(seed);
const socket = createSocket('udp4');
socket.bind(0, '127.0.0.1');
await once(socket, 'listening');
const port = iceOf(answer).udpPort;
const share = Math.ceil(count / 8);
const fragment = /a=ice-ufrag:(\S+)/.exec(offer)?.[1] ?? '';
// Of a client of its own: whoever has somebody's password may move their media.
const other = await edge.negotiate(numbersOf(2))({ sdp: offer, tracks: {} });
const real: Buffer[] = [check(other, fragment)];
honest.sendAs((datagram) => real.push(datagram), Buffer.alloc(40, 3));

await part('unknownNoise', share, () => socket.send(noise(random), port, '127.0.0.1'));
await part('changedChecksAndPackets', share, (n) => {
  socket.send(changed(random, real[n % real.length] ?? Buffer.alloc(1)), port, '127.0.0.1');
});
// Whoever makes a handshake begins it anew as often as it is refused or has seen too many datagrams.
socket.on('message', (datagram) => real.length < 60 && real.push(Buffer.from(datagram)));
socket.send(check(other, fragment), port, '127.0.0.1');
await edge.until(() => real.length > 3);
await part('inAHandshake', share, (n) => {
  if (n % 300 === 299) {
    edge.send({ t: 'close', peer: 2 + Math.floor(n / 300) });
    const peer = numbersOf(3 + Math.floor(n / 300));
    const began = edge.negotiate(peer)({ sdp: offer, tracks: {} });
    void began.then((next) => socket.send(check(next, fragment), port, '127.0.0.1'));
  }
  const bytes = n % 2 === 0 ? noise(random) : changed(random, real[n % real.length] ?? Buffer.alloc(1));
  socket.send(bytes, port, '127.0.0.1');
});
const inside = await SyntheticParticipant.join({
  seed: seed + 1,
  negotiate: edge.negotiate(numbersOf(90_000)),
});
await part(
  'sealedPayloads',
  share,
  (n) => inside.sendPayload(n % 2 === 0 ? 'audio' : 'video', payload(random)),
  10,
);
await part('sealedControl', share, () => inside.sendControl(control(random)), 10);
await part('rawFromTheRoom', share, () => inside.sendRaw(noise(random)));
await inside.close();
await part(
  'offers',
  Math.ceil(count / 50),
  (n) => {
    const peer = 100_000 + n;
    const described = numbersOf(peer);
    edge.send({ t: 'offer', peer: described, sdp: changedOffer(random, offer), tracks: {}, iceServers: [] });
    edge.send({ t: 'close', peer });
  },
  1,
);
const forwarded = edge.uplinks.get(numbers.uplinks.audio)?.length ?? 0;
clearInterval(mix);
await honest.close();
socket.close();
await edge.close();
const audio = await fuzzAudio(seed, share);
console.log('audio', audio);
const video = await fuzzVideo(seed, share);
console.log('video', video);
const all = Object.values(parts);
const figures = {
  inputs: all.reduce((sum, { inputs }) => sum + inputs, audio.inputs + video.inputs),
  ...{ processesEnded: 0, parts, audio, video, honestPacketsForwarded: forwarded },
};
console.log(JSON.stringify({ name: 'mixing-fuzz', seed, figures }));
const isBad = all.some((one) => one.lost > 0 || one.longestGapMs - one.waitedMs > gapMsMax);
if (isBad || audio.longestGapMs > gapMsMax) process.exitCode = 1;
