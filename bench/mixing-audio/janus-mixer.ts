import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { findFreePort } from '../load/find-free-port.ts';
import { connectJanus, type JanusControl } from './janus-control.ts';
import type { Member, MixerUnderTest } from './meeting.ts';
import type { Sinks } from './sinks.ts';
import { cpuMsOf } from '../load/child-server.ts';

const room = 1;
const joinedSchema = z.object({ rtp: z.object({ port: z.number() }) });

export const janusIsThere = spawnSync('janus', ['--version']).error === undefined;

/** Settings with the AudioBridge and the WebSocket transport alone, on 127.0.0.1; all else is Janus's default. */
function writeSettings(port: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'mixing-audio-janus-'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const notNeeded = (names: readonly string[]) => names.map((name) => `lib${name}.so`).join(',');
  const plugins = ['duktape', 'echotest', 'lua', 'nosip', 'recordplay', 'sip', 'streaming', 'textroom'];
  const transports = ['http', 'mqtt', 'nanomsg', 'pfunix', 'rabbitmq'];
  write(
    'janus.jcfg',
    `general: { configs_folder = "${folder}", debug_level = 2, session_timeout = 0, interface = "127.0.0.1", server_name = "bench" }
nat: { ice_enforce_list = "lo", ignore_mdns = true }
plugins: { disable = "${notNeeded([...plugins, 'videocall', 'videoroom', 'voicemail'].map((name) => `janus_${name}`))}" }
transports: { disable = "${notNeeded(transports.map((name) => `janus_${name}`))}" }
`,
  );
  write(
    'janus.transport.websockets.jcfg',
    `general: { ws = true, ws_port = ${String(port)}, ws_ip = "127.0.0.1", wss = false }
admin: { admin_ws = false }
`,
  );
  write('janus.plugin.audiobridge.jcfg', 'general: { local_ip = "127.0.0.1" }\n');
  return folder;
}

async function connectWhenUp(child: ChildProcess, url: string): Promise<JanusControl> {
  for (let attempt = 0; child.exitCode === null && attempt < 100; attempt += 1) {
    const control = await connectJanus(url).catch(() => null);
    if (control) return control;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Janus did not start (code ${String(child.exitCode)}).`);
}

/** One handle and one plain RTP line for each member; answers where each one's sound goes. */
async function enter(control: JanusControl, members: readonly Member[], sinks: Sinks): Promise<number[]> {
  const ports: number[] = [];
  for (const { number, sound } of members) {
    const handle = await control.attach();
    if (number === 0) {
      const settings = { sampling_rate: 48_000, allow_rtp_participants: true, audiolevel_event: false };
      await control.request(handle, { request: 'create', room, ...settings });
    }
    const joined = await control.request(handle, {
      request: 'join',
      room,
      display: `member ${String(number)}`,
      muted: sound === null,
      rtp: { ip: '127.0.0.1', port: sinks.portOf(number), payload_type: 111 },
    });
    ports.push(joinedSchema.parse(joined).rtp.port);
  }
  return ports;
}

/** Debian's Janus with its AudioBridge, at its defaults but for 48 kHz. */
export async function startJanusMixer(members: readonly Member[], sinks: Sinks): Promise<MixerUnderTest> {
  const port = await findFreePort();
  const folder = writeSettings(port);
  const child = spawn('janus', ['-F', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const control = await connectWhenUp(child, `ws://127.0.0.1:${String(port)}`);
  const ports = await enter(control, members, sinks);
  return {
    deliver: (member, datagram) => sinks.send(member, datagram, ports[member] ?? 0),
    cpuMs: () => ({ mixing: cpuMsOf(child.pid) ?? NaN }),
    async close() {
      control.close();
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
