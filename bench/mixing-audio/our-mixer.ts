import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FromChild, ToAudio } from '../../packages/media-server/src/children/messages.ts';
import type { Member, MixerUnderTest } from './meeting.ts';
import type { Sinks } from './sinks.ts';
import { cpuMsOf } from '../load/child-server.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const mix = 1;
const room = 1;
const uplinkOf = (member: number) => 1000 + member;
const ownOf = (member: number) => 2000 + member;

async function startFanOut(members: readonly Member[], sinks: Sinks) {
  const receivers = members.map(({ number }) => ({
    own: ownOf(number),
    port: sinks.portOf(number),
    plain: number === sinks.listener,
  }));
  const child = fork(here('fan-out.ts'), [JSON.stringify({ mix, receivers })], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (!child.stdout) throw new Error('The fan-out has no output.');
  const lines: unknown[] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, port: Number(lines[0]) };
}

/** The audio process alone. */
export async function startAudio(): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(here('../../packages/media-server/src/audio/main.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve) => {
    child.on('message', (message: FromChild) => {
      if (message.t === 'ready') resolve(message.port);
    });
  });
  return { child, port };
}

/** Ends a child by letting go of it. */
export async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}

/** The audio process of the media server, and delivery to each receiver as the edges do it. */
export async function startOurMixer(members: readonly Member[], sinks: Sinks): Promise<MixerUnderTest> {
  const fanOut = await startFanOut(members, sinks);
  const audio = await startAudio();
  const tell = (message: ToAudio) => void audio.child.send(message);
  tell({ t: 'room.open', room, mix });
  tell({ t: 'room.edges', room, ports: [fanOut.port] });
  for (const { number, sound } of members) {
    tell({
      t: 'source',
      room,
      participantId: `member_${String(number)}`,
      kind: 'audio',
      uplink: uplinkOf(number),
      own: ownOf(number),
      edgePort: fanOut.port,
      open: sound !== null,
    });
  }
  return {
    deliver(member, datagram) {
      const own = Buffer.from(datagram);
      own.writeUInt32BE(uplinkOf(member), 8);
      sinks.send(member, own, audio.port);
    },
    cpuMs: () => ({ mixing: cpuMsOf(audio.child.pid) ?? NaN, delivery: cpuMsOf(fanOut.child.pid) ?? NaN }),
    async close() {
      await Promise.all([end(audio.child), end(fanOut.child)]);
    },
  };
}
