import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Debian's coturn on loopback (`apt-get install --no-install-recommends coturn`), for one known user. */
export async function startTurnServer() {
  const port = await freePort();
  const child = spawn(
    'turnserver',
    [
      ...['-n', '--no-cli', '--no-tls', '--no-dtls', '--allow-loopback-peers', '--lt-cred-mech'],
      ...['--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', `--listening-port=${String(port)}`],
      ...['--realm=bench', '--user=bench:bench', '--log-file=stdout', '--simple-log'],
    ],
    { stdio: 'ignore' },
  );
  await once(child, 'spawn');
  await wait(1000);
  if (child.exitCode !== null) throw new Error('coturn has ended.');
  return {
    iceServers: [
      { urls: `turn:127.0.0.1:${String(port)}?transport=udp`, username: 'bench', credential: 'bench' },
    ],
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
