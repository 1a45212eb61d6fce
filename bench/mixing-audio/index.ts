// A room of 100 in which 3 talk and everybody receives: processor time of our audio process and of Debian's Janus
// AudioBridge on the same packets, in alternation; how much delay each adds to a voice; what 1,000 idle rooms cost us; and
// what could not be gone below (`floors.ts`). Both are measured when they have run for a minute and a half, since meetings
// last: until then code is still being optimised.
// Members speak plain RTP to both; we encrypt what we deliver (SRTP), the peer does not on such lines.
// Load and mixer are tied to a core each. Options: --people=100 --talkers=3 --seconds=20 --rounds=3.
// The peer comes with `apt-get install janus`.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { createTickClock } from '../../packages/media-server/src/audio/clock/tick-clock.ts';
import { createTalker, type Talker } from '../../packages/media-server/tests/audio/talker.ts';
import { pinSelf } from '../load/child-server.ts';
import { percentile, round } from '../load/statistics.ts';
import type { FloorOptions, Floors } from './floors.ts';
import { startJanusMixer, janusIsThere } from './janus-mixer.ts';
import { calls, membersOf, type Member, type MixerUnderTest } from './meeting.ts';
import { addedDelaysMs, type TimedPacket } from './onset-delay.ts';
import { startOurMixer } from './our-mixer.ts';
import { measureIdleRooms } from './idle-rooms.ts';
import { openSinks, type Sinks } from './sinks.ts';

const option = (name: 'people' | 'talkers' | 'seconds' | 'rounds', byDefault: number) => {
  const { values } = parseArgs({
    options: {
      people: { type: 'string' },
      talkers: { type: 'string' },
      seconds: { type: 'string' },
      rounds: { type: 'string' },
    },
  });
  return Number(values[name] ?? byDefault);
};
const people = option('people', 100);
const talkers = option('talkers', 3);
const seconds = option('seconds', 20);
const rounds = option('rounds', 3);
const warmUpSeconds = 90;
/** Somebody who only listens. */
const listener = people - 1;
const mixers = { ours: startOurMixer, janus: startJanusMixer };

interface Measured {
  cores: Record<string, number>;
  packetsPerSecond: number;
  delaysMs: number[];
}

/** A member's microphone, which is never switched off: what it hears may change, its packets follow one another. */
interface Microphone {
  number: number;
  talker: Talker;
  hears: (sample: number) => number;
}

function switchOn(members: readonly Member[]): Microphone[] {
  return members.flatMap(({ number, sound }) => {
    if (!sound) return [];
    const microphone: Microphone = {
      number,
      hears: sound,
      talker: createTalker(number + 1, (sample) => microphone.hears(sample)),
    };
    return [microphone];
  });
}

/** Lets the microphones send for a while; answers what the first of them sent. */
async function talk(mixer: MixerUnderTest, microphones: readonly Microphone[], forSeconds: number) {
  const sent: TimedPacket[] = [];
  let left = forSeconds * 50;
  await new Promise<void>((resolve) => {
    const clock = createTickClock({
      everyMs: 20,
      giveUpMs: Infinity,
      onTick: () => {
        for (const { number, talker } of microphones) {
          const datagram = talker.next();
          mixer.deliver(number, datagram);
          if (number === 0) sent.push({ payload: datagram.subarray(12), atMs: performance.now() });
        }
        left -= 1;
        if (left > 0) return;
        clock.stop();
        resolve();
      },
    });
    clock.start();
  });
  return sent;
}

/** Who listens sends one packet of silence: Janus begins to send to a plain RTP line when something came from it. */
function sayHello(mixer: MixerUnderTest, members: readonly Member[]): void {
  for (const { number, sound } of members) {
    if (sound) continue;
    const talker = createTalker(number + 1, () => 0);
    mixer.deliver(number, talker.next());
    talker.close();
  }
}

async function measure(start: typeof startOurMixer, sinks: Sinks): Promise<Measured> {
  const members = membersOf(people, talkers);
  pinSelf(1);
  const mixer = await start(members, sinks);
  pinSelf(0);
  sayHello(mixer, members);
  const microphones = switchOn(members);
  await talk(mixer, microphones, warmUpSeconds);
  sinks.forget();
  const [before, startedMs] = [mixer.cpuMs(), performance.now()];
  await talk(mixer, microphones, seconds);
  const [after, tookMs] = [mixer.cpuMs(), performance.now() - startedMs];
  const packetsPerSecond = (1000 * sinks.packets()) / tookMs;
  sinks.forget();
  for (const microphone of microphones) microphone.hears = microphone.number === 0 ? calls : () => 0;
  const sent = await talk(mixer, microphones, Math.min(seconds, 12));
  const delaysMs = addedDelaysMs(sent, sinks.heard());
  for (const { talker } of microphones) talker.close();
  await mixer.close();
  const cores = Object.fromEntries(
    Object.entries(after).map(([part, ms]) => [part, (ms - (before[part] ?? 0)) / tookMs]),
  );
  return { cores, packetsPerSecond, delaysMs };
}

async function measureFloors(options: FloorOptions): Promise<Floors> {
  pinSelf(1);
  const program = fileURLToPath(new URL('floors.ts', import.meta.url));
  const run = promisify(execFile)(process.execPath, [program, JSON.stringify(options)]);
  pinSelf(0);
  return JSON.parse((await run).stdout) as Floors;
}

if (!janusIsThere) throw new Error('Janus is not installed: apt-get install --no-install-recommends janus');
const sinks = await openSinks(listener);
const measured: Record<keyof typeof mixers, Measured[]> = { ours: [], janus: [] };
for (let number = 1; number <= rounds; number += 1) {
  for (const name of ['ours', 'janus'] as const) {
    const one = await measure(mixers[name], sinks);
    measured[name].push(one);
    const cores = Object.entries(one.cores).map(([part, share]) => `${part} ${share.toFixed(3)}`);
    console.log(
      `round ${String(number)}, ${name}: cores ${cores.join(', ')}; ${one.packetsPerSecond.toFixed(0)} packets/s; ` +
        `delay p50 ${percentile(one.delaysMs, 0.5).toFixed(1)} ms of ${String(one.delaysMs.length)}`,
    );
  }
}
const idleCores = await measureIdleRooms(1000, seconds);
console.log(`1000 idle rooms: cores ${idleCores.toFixed(4)}`);
const floors = await measureFloors({ people, talkers, port: sinks.portOf(0) });
sinks.close();

const cores = (name: keyof typeof mixers, part?: string) =>
  percentile(
    measured[name].map((one) =>
      part ? (one.cores[part] ?? NaN) : Object.values(one.cores).reduce((a, b) => a + b),
    ),
    0.5,
  );
const delay = (name: keyof typeof mixers, share: number) =>
  percentile(
    measured[name].flatMap((one) => one.delaysMs),
    share,
  );
const figures = {
  people,
  talkers,
  oursCores: round(cores('ours'), 4),
  oursMixingCores: round(cores('ours', 'mixing'), 4),
  oursDeliveryCores: round(cores('ours', 'delivery'), 4),
  floorCodecsCores: round(floors.codecsCores, 4),
  floorSendCores: floors.sendCores === null ? null : round(floors.sendCores, 4),
  janusCores: round(cores('janus'), 4),
  ratio: round(cores('janus') / cores('ours')),
  ratioOfMixing: round(cores('janus') / cores('ours', 'mixing')),
  oursDelayP50Ms: round(delay('ours', 0.5), 1),
  oursDelayP95Ms: round(delay('ours', 0.95), 1),
  janusDelayP50Ms: round(delay('janus', 0.5), 1),
  janusDelayP95Ms: round(delay('janus', 0.95), 1),
  idleRoomsCores: round(idleCores, 4),
  delayShare: round(delay('ours', 0.5) / delay('janus', 0.5)),
};
console.log(JSON.stringify({ name: 'mixing-audio', seed: 0, figures }));
