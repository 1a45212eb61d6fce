import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromChild, FromVideo, ToChild, ToVideo } from '../../src/children/messages.ts';

const program = fileURLToPath(new URL('../../src/video/main.ts', import.meta.url));

export type VideoMessage = FromChild | FromVideo;

/** The real video process as the supervisor forks it, with everything it has told so far. */
export interface VideoChild {
  port: number;
  pid: number;
  told: VideoMessage[];
  send(message: ToVideo | ToChild): void;
  last<Kind extends VideoMessage['t']>(kind: Kind): Extract<VideoMessage, { t: Kind }> | undefined;
  /** Resolves with the exit code, or with null where a signal ended it. */
  ended: Promise<number | null>;
  close(): Promise<void>;
}

export async function forkVideo(
  hear: (message: VideoMessage) => void = () => undefined,
): Promise<VideoChild> {
  const child = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const told: VideoMessage[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: VideoMessage) => {
      told.push(message);
      hear(message);
      if (message.t === 'ready') resolve(message.port);
    });
    child.once('exit', () => reject(new Error('The video process ended before it was ready.')));
  });
  return {
    port,
    pid: child.pid ?? 0,
    told,
    send: (message) => child.send(message),
    last: (kind) =>
      told.findLast((message): message is Extract<VideoMessage, { t: typeof kind }> => message.t === kind),
    ended,
    close: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
