// 5,000 viewers who all wait for the next part of one stream, as players of low latency do, and for the playlist that has
// it: how long until everybody is answered, and how many bytes a second of processor time gives. Debian's nginx serves
// the same bytes as a file to the same connections in the same run. Server and crowd have a core each.
// Options: --viewers=5000 --bytes=54000 --rounds=10. The peer comes with `apt-get install --no-install-recommends nginx`.
import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nginxIsThere, startNginx, type Nginx } from '../hls/nginx.ts';
import { cpuMsOf, pinSelf } from '../load/child-server.ts';
import { percentile, round } from '../load/statistics.ts';
import { gatherCrowd, type Answers, type Crowd } from './crowd.ts';
import type { FromServer, ToServer } from './serve-stream.ts';

const { values } = parseArgs({
  options: {
    viewers: { type: 'string', default: '5000' },
    bytes: { type: 'string', default: '54000' },
    rounds: { type: 'string', default: '10' },
  },
});
const viewers = Number(values.viewers);
const bytes = Number(values.bytes);
const rounds = Number(values.rounds);
/** What is measured is a server that has been running for a while. */
const warmUps = 5;

interface Round {
  answers: Answers;
  cpuMs: number;
  /** When what was waited for was there, in milliseconds since 1970. */
  atMs: number;
}

function startServer() {
  const child = fork(fileURLToPath(new URL('./serve-stream.ts', import.meta.url)));
  const waiting: { t: FromServer['t']; resolve: (message: never) => void }[] = [];
  child.on('message', (message: FromServer) => {
    const index = waiting.findIndex(({ t }) => t === message.t);
    for (const { resolve } of waiting.splice(index, index === -1 ? 0 : 1)) resolve(message as never);
  });
  const hear = <T extends FromServer['t']>(t: T) =>
    new Promise<Extract<FromServer, { t: T }>>((resolve) => waiting.push({ t, resolve }));
  const tell = (message: ToServer) => child.send(message);
  return { child, hear, tell };
}

type Server = ReturnType<typeof startServer>;

async function untilAllWait({ hear, tell }: Server): Promise<void> {
  for (;;) {
    const told = hear('waiting');
    tell({ t: 'count' });
    if ((await told).viewers === viewers) return;
  }
}

async function publish({ hear, tell }: Server) {
  const told = hear('published');
  tell({ t: 'publish', bytes });
  return told;
}

/** How much one process uses while something goes on. */
async function measureRound(
  pid: number | undefined,
  go: () => Promise<Omit<Round, 'cpuMs'>>,
): Promise<Round> {
  const before = cpuMsOf(pid) ?? 0;
  const round = await go();
  return { ...round, cpuMs: (cpuMsOf(pid) ?? 0) - before };
}

/** Everybody asks ahead of time; then it is there. */
async function askAhead(server: Server, crowd: Crowd, address: string) {
  const asked = crowd.ask(address);
  await untilAllWait(server);
  const published = await publish(server);
  return { answers: await asked, atMs: published.atMs, published };
}

async function askFile(crowd: Crowd) {
  const atMs = performance.timeOrigin + performance.now();
  return { answers: await crowd.ask('/part.m4s'), atMs };
}

/** A part and a playlist of ours and a file of nginx's in turn, so that what slows the machine down slows both. */
async function measureInTurn(server: Server, path: string, ours: Crowd, nginx: Nginx, theirs: Crowd) {
  const measured = { parts: [] as Round[], playlists: [] as Round[], files: [] as Round[] };
  let { next, playlist } = await publish(server);
  const ask = (what: string) =>
    measureRound(server.child.pid, async () => {
      const { published, ...round } = await askAhead(server, ours, `/hls/${path}/${what}`);
      ({ next, playlist } = published);
      return round;
    });
  for (let number = -warmUps; number < rounds; number += 1) {
    const [part, text] = [await ask(next), await ask(playlist)];
    const file = await measureRound(nginx.workerPid, () => askFile(theirs));
    if (number < 0) continue;
    measured.parts.push(part);
    measured.playlists.push(text);
    measured.files.push(file);
  }
  return measured;
}

const bytesPerCpuSecond = (measured: readonly Round[]) =>
  measured.reduce((sum, { answers }) => sum + answers.bytes, 0) /
  (measured.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / 1000);
/** Of each round, when the last was answered. */
const latest = (measured: readonly Round[], of: 'firstMs' | 'lastMs') =>
  measured.map(({ answers, atMs }) => answers[of].reduce((most, at) => Math.max(most, at - atMs), 0));
const medianOf = (measured: readonly Round[], of: 'firstMs' | 'lastMs') =>
  round(percentile(latest(measured, of), 0.5), 0);
const refusedOf = (measured: readonly Round[]) =>
  measured.reduce((sum, { answers }) => sum + answers.refused, 0);

if (!nginxIsThere) throw new Error('nginx is not there: apt-get install --no-install-recommends nginx');
pinSelf(0);
const server = startServer();
const nginx = await startNginx(false);
await writeFile(join(nginx.folder, 'part.m4s'), Buffer.alloc(bytes, 1));
const { port, path } = await server.hear('ready');
pinSelf(1);
const crowds = [await gatherCrowd(port, viewers), await gatherCrowd(nginx.httpPort, viewers)] as const;
const { parts, playlists, files } = await measureInTurn(server, path, crowds[0], nginx, crowds[1]);
for (const crowd of crowds) crowd.close();
server.child.disconnect();
await nginx.stop();
const figures = {
  ...{ viewers, bytes, rounds, refused: refusedOf([...parts, ...playlists, ...files]) },
  partAnsweredMs: medianOf(parts, 'firstMs'),
  partWholeMs: medianOf(parts, 'lastMs'),
  partWholeWorstMs: round(Math.max(...latest(parts, 'lastMs')), 0),
  playlistAnsweredMs: medianOf(playlists, 'lastMs'),
  oursMegabytesPerCpuSecond: round(bytesPerCpuSecond(parts) / 1e6, 0),
  nginxMegabytesPerCpuSecond: round(bytesPerCpuSecond(files) / 1e6, 0),
  ratio: round(bytesPerCpuSecond(parts) / bytesPerCpuSecond(files)),
};
console.log(JSON.stringify({ name: 'hls-viewers', seed: 0, figures }));
