import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
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

import type { Become } from '../children/spare.ts';
import type { EdgeOptionsInput } from '../edge/edge-options.ts';
import type { EgressOptionsInput } from '../egress/egress-options.ts';
import type { Clock } from './clock.ts';
import { runDelayMsOf } from './run-delay.ts';
import { SpareProcess } from './spare-process.ts';
import type { WaitingProcess } from './spare-process.ts';

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

/** Starts processes, and keeps one in reserve for those that will be lost. */
export interface ChildStarter {
  start: StartChild;
  /** Ends what waits in reserve. Idempotent. */
  close(): void;
}

const entries: Record<ChildKind, URL> = {
  audio: new URL('../audio/main.ts', import.meta.url),
  video: new URL('../video/main.ts', import.meta.url),
  edge: new URL('../edge/main.ts', import.meta.url),
  recordings: new URL('../egress/main.ts', import.meta.url),
  streams: new URL('../egress/main.ts', import.meta.url),
};

const spareFile = fileURLToPath(new URL('../children/spare.ts', import.meta.url));

function forkFile(file: string, args: readonly string[] = []): ChildProcess {
  return fork(file, args, {
    serialization: 'json',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  });
}

/** A loaded process that can still become any of those that mix. */
interface Spare extends WaitingProcess {
  become(file: string, options: string): ChildProcess;
}

function forkSpare(): Spare {
  const child = forkFile(spareFile);
  const ended = (run: () => void) => {
    child.once('exit', run);
    child.once('error', run);
  };
  return {
    onLoaded: (loaded) => void child.once('message', loaded),
    onEnded: ended,
    kill: () => void child.kill('SIGKILL'),
    become: (file, options) => {
      child.send({ t: 'become', file, options } satisfies Become);
      return child;
    },
  };
}

const isMixing = (kind: ChildKind) => kind === 'audio' || kind === 'video' || kind === 'edge';

/** Starts processes of this package, those that mix out of a spare one where it is ready. */
export function startChildProcesses(
  edge: EdgeOptionsInput,
  streams: EgressOptionsInput,
  clock: Clock,
): ChildStarter {
  const spare = new SpareProcess(forkSpare, clock);
  const take = (kind: ChildKind, file: string, options: string) =>
    isMixing(kind) ? spare.take()?.become(file, options) : undefined;
  return { start: forkChildren(edge, streams, {}, take), close: () => spare.close() };
}

/**
 * Starts processes of this package. What they say comes from our own code over a channel that nobody else has, so it is
 * not parsed again: some of them say it hundreds of times a second.
 */
export function forkChildren(
  edge: EdgeOptionsInput,
  streams: EgressOptionsInput,
  files: Partial<Record<ChildKind, URL>> = {},
  take: (kind: ChildKind, file: string, options: string) => ChildProcess | undefined = () => undefined,
): StartChild {
  const options: Record<ChildKind, unknown> = { audio: {}, video: {}, edge, recordings: {}, streams };
  return (kind, listeners) => {
    const file = fileURLToPath(files[kind] ?? entries[kind]);
    const given = JSON.stringify(options[kind]);
    const child = take(kind, file, given) ?? forkFile(file, [given]);
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
