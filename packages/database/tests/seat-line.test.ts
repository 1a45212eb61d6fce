import { newId } from '@cloudmeet/contracts';
import { seededRandom } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import type { TenantDatabase } from '../src/index.ts';
import { at, recorder, stageOf } from './capture-stage.ts';
import { captureInput, createRoom, createTenant, startSession, worldOfTest } from './world.ts';

const world = worldOfTest();
const stage = () => stageOf(world.database);

type Stage = Awaited<ReturnType<typeof stage>>;

/** Asks for a seat as a claim does: what is found is promised, who finds none waits. */
async function ask(
  { tenant }: Pick<Stage, 'tenant'>,
  id: string,
  nodeId: string | null,
  now: Date,
): Promise<boolean> {
  return tenant.transaction(async (repos) => {
    const seat = await repos.captures.findSeat(id, nodeId, { now, silentMs: 1e9, diskFreeBytesMin: 1 });
    await repos.captures.save(id, { seat, waitingSince: seat ? null : now });
    return seat !== null;
  });
}

const positionOf = ({ tenant }: Pick<Stage, 'tenant'>, id: string, now: Date) =>
  tenant.transaction((repos) => repos.captures.positionOf(id, now));

interface InLine {
  one: Stage;
  id: string;
  place: number;
  node: number;
  is: 'new' | 'waiting' | 'seated' | 'over';
}

/** Ten captures of two media nodes, made one after the other. */
async function line(random: () => number): Promise<InLine[]> {
  const inLine: InLine[] = [];
  for (let place = 0; place < 10; place += 1) {
    const one = await stage();
    const id = await one.add({ createdAt: at(place) });
    inLine.push({ one, id, place, node: Math.floor(random() * 2), is: 'new' });
  }
  return inLine;
}

test.each([1, 2, 3])(
  'RC-5 seats are for those that were asked for first, at each media node by itself, whoever asks when (seed %i)',
  async (seed) => {
    const random = seededRandom(seed);
    const nodes = [newId('mixer'), newId('mixer')];
    for (const nodeId of nodes) await world.database.recorders.report(recorder(nodeId, 2), at(0));
    const all = await line(random);
    for (let turn = 0; turn < 80; turn += 1) {
      const { one, id, place, node, is } = all[Math.floor(random() * all.length)]!;
      const mine = all[place]!;
      const here = all.filter((other) => other.node === node && other.id !== id);
      if (is === 'seated' && random() < 0.3) {
        await one.tenant.transaction((repos) => repos.captures.save(id, { seat: null, step: 'stop' }));
        mine.is = 'over';
      }
      if (is !== 'new' && is !== 'waiting') continue;
      const free = 2 - here.filter((other) => other.is === 'seated').length;
      const ahead = here.filter((other) => other.is === 'waiting' && other.place < place).length;
      mine.is = (await ask(one, id, nodes[node]!, at(1000 + turn))) ? 'seated' : 'waiting';
      expect(mine.is, `turn ${String(turn)}`).toBe(free > ahead ? 'seated' : 'waiting');
      expect(await positionOf(one, id, at(1000 + turn))).toBe(mine.is === 'seated' ? null : ahead + 1);
    }
    expect(all.some(({ is }) => is === 'over')).toBe(true);
  },
);

interface Asking {
  tenant: TenantDatabase;
  of: number;
  id: string;
  place: number;
  is: 'waiting' | 'seated' | 'over';
}

/** Whose turn it is, as the rule says: each tenant's first, then each one's second. */
function inTurn(all: readonly Asking[]): Asking[] {
  const share = (one: Asking) =>
    all.filter(
      ({ of, is, place }) => of === one.of && (is === 'seated' || (is === 'waiting' && place <= one.place)),
    ).length;
  return all
    .filter(({ is }) => is === 'waiting')
    .toSorted((a, b) => share(a) - share(b) || a.place - b.place);
}

test.each([1, 2, 3])(
  'RC-5 tenants take turns at the seats of a media node, and the place that is told is the one that counts (seed %i)',
  async (seed) => {
    const random = seededRandom(seed);
    const nodeId = newId('mixer');
    const tenants = await Promise.all([0, 1, 2].map(() => createTenant(world.database)));
    const all: Asking[] = [];
    for (let place = 0; place < 10; place += 1) {
      // the first tenant asks for more than there is before anybody else asks
      const of = place < 5 ? 0 : Math.floor(random() * 3);
      const { tenant } = tenants[of]!;
      const roomId = await createRoom(tenant);
      const session = await startSession(tenant, roomId);
      const input = captureInput({ roomId, sessionId: session.id }, { createdAt: at(place) });
      await tenant.transaction((repos) => repos.captures.create(input));
      expect(await ask({ tenant }, input.id, nodeId, at(place))).toBe(false);
      all.push({ tenant, of, id: input.id, place, is: 'waiting' });
    }
    await world.database.recorders.report(recorder(nodeId, 3), at(0));
    for (let turn = 0; turn < 80; turn += 1) {
      const now = at(1000 + turn);
      const mine = all[Math.floor(random() * all.length)]!;
      const seated = all.filter(({ is }) => is === 'seated').length;
      if (mine.is === 'seated' && random() < 0.3) {
        await mine.tenant.transaction((repos) => repos.captures.save(mine.id, { seat: null, step: 'stop' }));
        mine.is = 'over';
      }
      if (mine.is !== 'waiting') continue;
      const ahead = inTurn(all).indexOf(mine);
      if (await ask(mine, mine.id, nodeId, now)) mine.is = 'seated';
      expect(mine.is, `turn ${String(turn)}`).toBe(3 - seated > ahead ? 'seated' : 'waiting');
      expect(await positionOf(mine, mine.id, now)).toBe(mine.is === 'seated' ? null : ahead + 1);
    }
    expect(all.some(({ is }) => is === 'over')).toBe(true);
  },
);

test('RC-5 who does not ask any more, is to stop or is mixed nowhere keeps nobody from a seat', async () => {
  const nodeId = newId('mixer');
  const [first, second] = [await stage(), await stage()];
  const [firstId, secondId] = [await first.add({ createdAt: at(1) }), await second.add({ createdAt: at(2) })];
  expect(await ask(first, firstId, nodeId, at(0))).toBe(false);
  await world.database.recorders.report(recorder(nodeId, 1), at(0));
  expect(await ask(second, secondId, nodeId, at(29_000))).toBe(false);
  expect(await positionOf(second, secondId, at(29_000))).toBe(2);
  const mayHave = async (now: Date) => {
    const has = await ask(second, secondId, nodeId, now);
    await second.tenant.transaction((repos) => repos.captures.save(secondId, { seat: null }));
    return has;
  };
  expect(await mayHave(at(30_000))).toBe(true);
  await ask(first, firstId, null, at(30_000));
  expect(await mayHave(at(30_001))).toBe(true);
  await ask(first, firstId, 'another', at(30_001));
  expect(await mayHave(at(30_002))).toBe(true);
  await ask(first, firstId, newId('mixer'), at(30_002));
  await first.tenant.transaction((repos) => repos.captures.stop(firstId, 'requested', at(30_002)));
  expect(await mayHave(at(30_003))).toBe(true);
});
