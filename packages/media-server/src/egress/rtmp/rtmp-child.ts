import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromRtmp, ToRtmp } from './rtmp-messages.ts';

/** One process that sends to an RTMP server. */
export interface RtmpChild {
  send(message: ToRtmp): void;
  /** At once, wherever it hangs. */
  kill(): void;
}

export interface RtmpChildListeners {
  message(message: FromRtmp): void;
  /** It is gone. Called once. */
  ended(): void;
}

export type StartRtmpChild = (listeners: RtmpChildListeners) => RtmpChild;

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
/** The argument of one that may connect to private addresses. */
export const privateTargetsArgument = 'private-targets';

/** Forks them. Their arguments say nothing of the address: they are for everybody on the machine to read. */
export function rtmpChildren({ privateTargets }: { privateTargets: boolean }): StartRtmpChild {
  return (listeners) => forkRtmpChild(privateTargets ? [privateTargetsArgument] : [], listeners);
}

function forkRtmpChild(args: readonly string[], { message, ended }: RtmpChildListeners): RtmpChild {
  const child = fork(program, args, {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  });
  let isEnded = false;
  const end = () => {
    if (!isEnded) ended();
    isEnded = true;
  };
  child.on('message', message);
  child.once('exit', end);
  child.once('error', end);
  return {
    // One that ends just now cannot be told anything; its exit follows.
    send: (told) => void (child.connected && child.send(told, () => undefined)),
    kill: () => void child.kill('SIGKILL'),
  };
}
