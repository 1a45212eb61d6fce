import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../load/find-free-port.ts';

const rtmpModule = '/usr/lib/nginx/modules/ngx_rtmp_module.so';

export const nginxIsThere = spawnSync('nginx', ['-v']).error === undefined;
export const nginxRtmpIsThere = nginxIsThere && existsSync(rtmpModule);

/** Debian's nginx with a folder that it serves, and on request its RTMP module as a peer for streams. */
export interface Nginx {
  /** Its HTTP server, without a slash at the end. */
  url: string;
  httpPort: number;
  /** What is here it serves. */
  folder: string;
  /** `rtmp://…` without the stream's name. */
  rtmpUrl: string;
  /** Of its one worker. */
  workerPid: number;
  stop(): Promise<void>;
}

/** HLS as the module is commonly set up: segments of two seconds, a keyframe in front of each. */
const rtmpBlock = (
  port: number,
  folder: string,
) => `rtmp { server { listen 127.0.0.1:${port}; chunk_size 4096;
  application live { live on; hls on; hls_path ${folder}; hls_fragment 2s; hls_playlist_length 12s; } } }`;

const httpBlock = (port: number, folder: string) => `http { access_log off; sendfile on; tcp_nopush on;
  keepalive_timeout 60s; keepalive_requests 1000000; open_file_cache max=1000;
  types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; video/mp4 m4s mp4; }
  server { listen 127.0.0.1:${port} backlog=4096; location / { root ${folder};
    add_header Access-Control-Allow-Origin *; add_header Cache-Control no-cache; }
  location ~ m3u8$ { root ${folder}; open_file_cache off;
    add_header Access-Control-Allow-Origin *; add_header Cache-Control no-cache; } } }`;

export async function startNginx(withRtmp: boolean): Promise<Nginx> {
  const base = mkdtempSync(join(tmpdir(), 'bench-nginx-'));
  const folder = join(base, 'www');
  mkdirSync(folder);
  for (const path of [base, folder]) chmodSync(path, 0o777);
  const [httpPort, rtmpPort] = [await findFreePort(), await findFreePort()];
  const settings = [
    ...(withRtmp ? [`load_module ${rtmpModule};`] : []),
    `worker_processes 1; daemon off; error_log ${base}/error.log; pid ${base}/nginx.pid;`,
    'events { worker_connections 16000; }',
    ...(withRtmp ? [rtmpBlock(rtmpPort, folder)] : []),
    httpBlock(httpPort, folder),
  ];
  const file = join(base, 'nginx.conf');
  writeFileSync(file, settings.join('\n'));
  const child = spawn('nginx', ['-c', file, '-e', `${base}/error.log`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${httpPort}`;
  await untilItAnswers(url);
  return {
    ...{ url, httpPort, folder, rtmpUrl: `rtmp://127.0.0.1:${rtmpPort}/live` },
    workerPid: workerOf(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      rmSync(base, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const there = await fetch(url).catch(() => null);
    await there?.arrayBuffer();
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nginx did not start.');
}

function workerOf(pid: number): number {
  const { stdout } = spawnSync('ps', ['--ppid', String(pid), '-o', 'pid=,args='], { encoding: 'utf8' });
  const line = stdout.split('\n').find((text) => text.includes('worker process')) ?? '';
  return Number.parseInt(line, 10);
}
