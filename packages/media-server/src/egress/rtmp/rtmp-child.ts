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

/** Its arguments say nothing of the address: they are for everybody on the machine to read. */
export const forkRtmpChild: StartRtmpChild = ({ message, ended }) => {
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), [], {
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
};
