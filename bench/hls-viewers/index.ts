// 5,000 viewers who all wait for the next part of one stream, as players of low latency do, and for the playlist that has
// it: how long until everybody is answered, and how many bytes a second of processor time gives. Debian's nginx serves
// the same bytes as a file to the same connections in the same run. Server and crowd have a core each.
// Options: --viewers=5000 --bytes=54000 --rounds=10. The peer comes with `apt-get install --no-install-recommends nginx`.
import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nginxIsThere, startNginx } from '../hls/nginx.ts';
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

/** Everybody asks ahead of time; then it is there. */
async function measureOurs(server: Server, crowd: Crowd, path: string, what: 'next' | 'playlist') {
  const measured: Round[] = [];
  let published = await publish(server);
  for (let number = 0; number <= rounds; number += 1) {
    const before = cpuMsOf(server.child.pid) ?? 0;
    const asked = crowd.ask(`/hls/${path}/${published[what]}`);
    await untilAllWait(server);
    published = await publish(server);
    const answers = await asked;
    const cpuMs = (cpuMsOf(server.child.pid) ?? 0) - before;
    if (number > 0) measured.push({ answers, cpuMs, atMs: published.atMs });
  }
  return measured;
}

async function measureNginx(): Promise<Round[]> {
  pinSelf(0);
  const nginx = await startNginx(false);
  pinSelf(1);
  await writeFile(join(nginx.folder, 'part.m4s'), Buffer.alloc(bytes, 1));
  const crowd = await gatherCrowd(nginx.httpPort, viewers);
  const measured: Round[] = [];
  for (let number = 0; number <= rounds; number += 1) {
    const [before, atMs] = [cpuMsOf(nginx.workerPid) ?? 0, performance.timeOrigin + performance.now()];
    const answers = await crowd.ask('/part.m4s');
    const cpuMs = (cpuMsOf(nginx.workerPid) ?? 0) - before;
    if (number > 0) measured.push({ answers, cpuMs, atMs });
  }
  crowd.close();
  await nginx.stop();
  return measured;
}

const bytesPerCpuSecond = (measured: readonly Round[]) =>
  measured.reduce((sum, { answers }) => sum + answers.bytes, 0) /
  (measured.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / 1000);
const latest = (measured: readonly Round[], of: 'firstMs' | 'lastMs') =>
  percentile(
    measured.map(({ answers, atMs }) => answers[of].reduce((most, at) => Math.max(most, at - atMs), 0)),
    0.5,
  );
const refusedOf = (measured: readonly Round[]) =>
  measured.reduce((sum, { answers }) => sum + answers.refused, 0);

if (!nginxIsThere) throw new Error('nginx is not there: apt-get install --no-install-recommends nginx');
pinSelf(0);
const server = startServer();
const { port, path } = await server.hear('ready');
pinSelf(1);
const crowd = await gatherCrowd(port, viewers);
const parts = await measureOurs(server, crowd, path, 'next');
const playlists = await measureOurs(server, crowd, path, 'playlist');
crowd.close();
server.child.disconnect();
const theirs = await measureNginx();
const figures = {
  ...{ viewers, bytes, rounds, refused: refusedOf([...parts, ...playlists, ...theirs]) },
  partAnsweredMs: round(latest(parts, 'firstMs'), 0),
  partWholeMs: round(latest(parts, 'lastMs'), 0),
  playlistAnsweredMs: round(latest(playlists, 'lastMs'), 0),
  oursMegabytesPerCpuSecond: round(bytesPerCpuSecond(parts) / 1e6, 0),
  nginxMegabytesPerCpuSecond: round(bytesPerCpuSecond(theirs) / 1e6, 0),
  ratio: round(bytesPerCpuSecond(parts) / bytesPerCpuSecond(theirs)),
};
console.log(JSON.stringify({ name: 'hls-viewers', seed: 0, figures }));
