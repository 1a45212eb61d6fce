import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type {
  FromAudio,
  FromChild,
  FromEdge,
  FromEgress,
  FromVideo,
  ToAudio,
  ToChild,
  ToEdge,
  ToEgress,
  ToVideo,
} from '../children/messages.ts';

import type { EdgeOptionsInput } from '../edge/edge-options.ts';
import type { EgressOptionsInput } from '../egress/egress-options.ts';
import { runDelayMsOf } from './run-delay.ts';

/** What the supervisor says to each kind of child, and hears from it. */
export interface ChildMessages {
  audio: { to: ToChild | ToAudio; from: FromChild | FromAudio };
  video: { to: ToChild | ToVideo; from: FromChild | FromVideo };
  edge: { to: ToChild | ToEdge; from: FromChild | FromEdge };
  recordings: { to: ToChild | ToEgress; from: FromChild | FromEgress };
  streams: { to: ToChild | ToEgress; from: FromChild | FromEgress };
}
export type ChildKind = keyof ChildMessages;
/** Processes for outputs: viewers of streams must not hurt recordings. */
export type OutputChildKind = 'recordings' | 'streams';

/** One process that was started. */
export interface ChildHandle<Kind extends ChildKind> {
  readonly pid: number | undefined;
  send(message: ChildMessages[Kind]['to']): void;
  /** How long it has been ready to run without getting a core, in ms since its start; undefined where nobody knows. */
  waitedMs(): number | undefined;
  /** At once and without asking it: SIGKILL ends a stopped process too. */
  kill(): void;
}

export interface ChildListeners<Kind extends ChildKind> {
  message(message: ChildMessages[Kind]['from']): void;
  /** It has ended, or could not even be started. Called once. */
  ended(why: string): void;
}

/** Starts a child process of a kind. */
export type StartChild = <Kind extends ChildKind>(
  kind: Kind,
  listeners: ChildListeners<Kind>,
) => ChildHandle<Kind>;

const entries: Record<ChildKind, URL> = {
  audio: new URL('../audio/main.ts', import.meta.url),
  video: new URL('../video/main.ts', import.meta.url),
  edge: new URL('../edge/main.ts', import.meta.url),
  recordings: new URL('../egress/main.ts', import.meta.url),
  streams: new URL('../egress/main.ts', import.meta.url),
};

/**
 * Starts processes of this package. What they say comes from our own code over a channel that nobody else has, so it is
 * not parsed again: some of them say it hundreds of times a second.
 */
export function forkChildren(
  edge: EdgeOptionsInput,
  streams: EgressOptionsInput,
  files: Partial<Record<ChildKind, URL>> = {},
): StartChild {
  const options: Record<ChildKind, unknown> = { audio: {}, video: {}, edge, recordings: {}, streams };
  return (kind, listeners) => {
    const child = fork(fileURLToPath(files[kind] ?? entries[kind]), [JSON.stringify(options[kind])], {
      serialization: 'json',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [],
    });
    let isEnded = false;
    const ended = (why: string) => {
      if (!isEnded) listeners.ended(why);
      isEnded = true;
    };
    child.on('message', listeners.message);
    child.once('exit', (code, signal) => ended(`ended with ${signal ?? String(code)}`));
    child.once('error', (error) => ended(error.message));
    return {
      pid: child.pid,
      // A child that ends just now cannot be told anything; its exit follows.
      send: (message) => void (child.connected && child.send(message, () => undefined)),
      waitedMs: () => runDelayMsOf(child.pid),
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
