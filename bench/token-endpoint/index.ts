// Requests per second of POST /v1/rooms/{roomId}/tokens against a bare Express route that only signs with the same key.
// Both servers are tied to one core and get the same load in alternation; the load comes from another core. Where other
// programs use that core too, requests per second of processor time say what a core of its own would serve.
import { randomInt } from 'node:crypto';
import { canPin, pinSelf } from '../load/child-server.ts';
import type { ChildServer } from '../load/child-server.ts';
import { openConnection } from '../load/http-connection.ts';
import { percentile, round, seededRandom } from '../load/statistics.ts';
import { startWorld } from './world.ts';
import type { World } from './world.ts';

const rounds = 9;
const windowMs = 2000;
const connections = 32;
const warmUpRequests = 25_000;
const target = 0.5;

interface Measured {
  perSecond: number;
  /** Per second of the server's processor time. */
  perCpuSecond: number;
}

/** Sends requests over all connections while `goOn` says so; each is answered 201 or the benchmark fails. */
async function load(
  server: ChildServer,
  { request }: World,
  goOn: (sent: number) => boolean,
): Promise<number> {
  const bytes = request(server.url);
  let sent = 0;
  const one = async () => {
    const connection = await openConnection(server.url);
    while (goOn(sent)) {
      sent += 1;
      const { status, body } = await connection.send(bytes);
      if (status !== 201) throw new Error(`Answered ${String(status)}: ${body}`);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, one));
  return sent;
}

/** As many requests as it takes until everything that runs often is compiled. */
async function warmUp(server: ChildServer, world: World): Promise<void> {
  await load(server, world, (sent) => sent < warmUpRequests);
}

async function measure(server: ChildServer, world: World): Promise<Measured> {
  const cpuBeforeMs = server.cpuMs() ?? Number.NaN;
  const startedMs = performance.now();
  const answered = await load(server, world, () => performance.now() - startedMs < windowMs);
  const tookMs = performance.now() - startedMs;
  const cpuMs = (server.cpuMs() ?? Number.NaN) - cpuBeforeMs;
  return { perSecond: answered / (tookMs / 1000), perCpuSecond: answered / (cpuMs / 1000) };
}

const seed = Number(process.env.BENCH_SEED ?? randomInt(2 ** 31));
const random = seededRandom(seed);
pinSelf(0);
const world = await startWorld();
await warmUp(world.api, world);
await warmUp(world.floor, world);
const pairs: { api: Measured; floor: Measured }[] = [];
for (let number = 1; number <= rounds; number += 1) {
  const apiFirst = random() < 0.5;
  const first = await measure(apiFirst ? world.api : world.floor, world);
  const second = await measure(apiFirst ? world.floor : world.api, world);
  const [api, floor] = apiFirst ? [first, second] : [second, first];
  pairs.push({ api, floor });
  const words = ({ perSecond, perCpuSecond }: Measured) =>
    `${perSecond.toFixed(0)}/s (${perCpuSecond.toFixed(0)} per CPU second)`;
  console.log(`round ${String(number)}: api ${words(api)}, floor ${words(floor)}`);
}
await world.close();

const median = (value: (pair: { api: Measured; floor: Measured }) => number) =>
  percentile(pairs.map(value), 0.5);
const ratio = median(({ api, floor }) => api.perSecond / floor.perSecond);
const figures = {
  ratio: round(ratio, 3),
  ratioOfCpuTime: round(
    median(({ api, floor }) => api.perCpuSecond / floor.perCpuSecond),
    3,
  ),
  apiPerSecond: round(
    median(({ api }) => api.perSecond),
    0,
  ),
  floorPerSecond: round(
    median(({ floor }) => floor.perSecond),
    0,
  ),
  apiPerCpuSecond: round(
    median(({ api }) => api.perCpuSecond),
    0,
  ),
  floorPerCpuSecond: round(
    median(({ floor }) => floor.perCpuSecond),
    0,
  ),
  ...{ target, met: ratio >= target, rounds, windowMs, connections, pinned: canPin },
};
console.log(
  `The token endpoint serves ${(ratio * 100).toFixed(1)} % of the floor; the target is ${String(target * 100)} %.`,
);
console.log(JSON.stringify({ name: 'token-endpoint', seed, figures }));
