import { seededRandom } from '../clock/seeded-random.ts';
import type { CaptureTenant, TestSession } from './capture-tenant.ts';
import { joinAll, startCaptureWorld } from './capture-world.ts';
import type { CaptureWorld, CaptureWorldOptions } from './capture-world.ts';
import type { RecorderDouble, RecorderMood } from './recorder-double.ts';

export interface Begun {
  id: string;
  session: TestSession;
}

/** What a storm left behind. */
export interface Wreck {
  world: CaptureWorld;
  tenant: CaptureTenant;
  recorders: RecorderDouble[];
  begun: Begun[];
  /** Senders, functions, joinings and recorders that were killed. */
  kills: number;
}

const moods: readonly RecorderMood[] = ['well', 'well', 'well', 'busy', 'broken', 'hanging'];

class Killed extends Error {}

/** A world whose senders, functions and joinings die between any two steps, and whose queues double and reorder. */
async function stormyWorld(random: () => number, { join = joinAll, ...options }: CaptureWorldOptions) {
  const storm = { isOn: true, kills: 0 };
  const die = () => {
    if (!storm.isOn || random() >= 0.12) return;
    storm.kills += 1;
    throw new Killed('killed');
  };
  const between = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    die();
    const answer = await call();
    die();
    return answer;
  };
  const world = await startCaptureWorld({
    ...{ around: between, sending: between },
    join: (work, objects) => between(() => join(work, objects)),
    deliver: (messages) => (random() < 0.3 ? [...messages, ...messages].reverse() : messages),
    ...options,
  });
  /** A sender that died is followed by the next one. */
  const round = () =>
    world.round().catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
  return { world, storm, round };
}

/** Recorders change their moods, die with what they have, and come back. Returns how many died. */
function shake(recorders: readonly RecorderDouble[], random: () => number): number {
  let kills = 0;
  for (const recorder of recorders) {
    const dice = random();
    if (recorder.mood === 'dead') {
      if (dice < 0.3) recorder.comeBack();
    } else if (dice < 0.06) {
      recorder.kill();
      kills += 1;
    } else if (dice < 0.3) recorder.mood = moods[Math.floor(random() * moods.length)] ?? 'well';
  }
  return kills;
}

async function calm({ world, tenant, recorders, begun }: Omit<Wreck, 'kills'>): Promise<void> {
  for (const recorder of recorders) recorder.comeBack();
  for (let rounds = 0; rounds < 120; rounds += 1) {
    await world.round();
    const states = await Promise.all(begun.map(({ id }) => tenant.isOver(id)));
    if (states.every(Boolean)) return;
    world.pass(3000);
  }
}

/** Recordings and streams of one tenant in foul weather, seen to their end. */
export async function ride(seed: number, options: CaptureWorldOptions = {}): Promise<Wreck> {
  const random = seededRandom(seed);
  const { world, storm, round } = await stormyWorld(random, options);
  const recorders = [await world.recorder(2), await world.recorder(1)];
  const tenant = await world.tenant();
  const begun: Begun[] = [];
  for (let n = 0; n < 4; n += 1) {
    const session = await tenant.session();
    begun.push({ session, id: await tenant.begin(session, n === 3 ? 'stream' : 'recording') });
  }
  for (let rounds = 0; rounds < 18; rounds += 1) {
    storm.kills += shake(recorders, random);
    await round();
    const one = begun[Math.floor(random() * begun.length)];
    if (one && random() < 0.08) await tenant.stop(one.id);
    if (one && random() < 0.03) await tenant.endSession(one.session);
    world.pass(Math.floor(random() * 6000));
  }
  for (const { id } of begun) await tenant.stop(id);
  storm.isOn = false;
  const left = { world, tenant, recorders, begun };
  await calm(left);
  return { ...left, kills: storm.kills };
}

const terminal: Record<string, readonly string[]> = {
  ready: ['recording.ready'],
  failed: ['recording.failed', 'stream.failed'],
  ended: ['stream.ended'],
};

async function wrongWithOne({ world, tenant, recorders }: Wreck, { id, session }: Begun): Promise<string[]> {
  const capture = await tenant.capture(id);
  const acknowledged = recorders
    .flatMap((one) => one.acknowledged)
    .filter(({ captureId }) => captureId === id);
  const inFile = world.joined.get(capture.file?.key ?? '') ?? [];
  const hooks = (await tenant.webhooks())
    .filter(({ roomId }) => roomId === session.roomId)
    .map(({ type }) => type);
  const ends = terminal[capture.status] ?? [];
  const started = hooks.filter((type) => type.endsWith('.started')).length;
  const ended = hooks.filter((type) => !type.endsWith('.started'));
  const orders = recorders.flatMap((one) => one.orders).filter((order) => order.startsWith(id));
  const rules: [string, boolean][] = [
    ['it is over', ends.length > 0],
    ['what was acknowledged is in the file', acknowledged.every(({ key }) => inFile.includes(key))],
    ['nothing is in it twice', new Set(inFile).size === inFile.length],
    ['a file is where something was recorded', (capture.status === 'ready') === inFile.length > 0],
    ['it was announced once that it began', started === (capture.startedAt === null ? 0 : 1)],
    ['it was announced once how it ended', ended.length === 1 && ends.includes(ended[0] ?? '')],
    ['no part was given to two seats', new Set(orders).size === orders.length],
    ['its seat is free', capture.seat === null],
  ];
  return rules.filter(([, holds]) => !holds).map(([name]) => `${id} (${capture.status}): ${name}`);
}

/** What does not hold after a storm. */
export async function wrongWith(wreck: Wreck): Promise<string[]> {
  const found = [];
  for (const one of wreck.begun) found.push(...(await wrongWithOne(wreck, one)));
  return found;
}
