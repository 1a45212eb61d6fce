import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromChild, FromEgress, ToChild, ToEgress } from '../../src/children/messages.ts';
import type { EgressOptionsInput } from '../../src/egress/egress-options.ts';

const program = fileURLToPath(new URL('../../src/egress/main.ts', import.meta.url));

type Message = FromChild | FromEgress;
export type SegmentTold = Extract<FromEgress, { t: 'output.segment' }>;

/** The real process for outputs as the supervisor forks it. */
export interface EgressChild {
  pid: number;
  port: number;
  told: Message[];
  segments(): SegmentTold[];
  send(message: ToEgress | ToChild): void;
  kill(): void;
  ended: Promise<number | null>;
  close(): Promise<void>;
}

export async function forkEgress(
  hear: (message: Message) => void = () => undefined,
  options: EgressOptionsInput = {},
): Promise<EgressChild> {
  const child = fork(program, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const told: Message[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: Message) => {
      told.push(message);
      hear(message);
      if (message.t === 'ready') resolve(message.port);
    });
    child.once('exit', () => reject(new Error('The process for outputs ended before it was ready.')));
  });
  return {
    pid: child.pid ?? 0,
    port,
    told,
    segments: () => told.filter((message) => message.t === 'output.segment'),
    send: (message) => child.send(message),
    kill: () => child.kill('SIGKILL'),
    ended,
    close: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
