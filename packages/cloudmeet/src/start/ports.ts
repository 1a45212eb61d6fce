import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from './startup-error.ts';

/** Where each part listens, counted from the base port (`CLOUDMEET_PORT`). All on 127.0.0.1. */
export interface PortPlan {
  api: number;
  room: number;
  sandbox: number;
  console: number;
  /** Control server of the media node; media itself takes free UDP ports. */
  media: number;
  /** Viewers of streams. */
  streams: number;
  /** Jibri's API of the recorder. */
  recorder: number;
  postgres: number;
}

export function planPorts(base: number): PortPlan {
  return {
    ...{ api: base, room: base + 1, sandbox: base + 2, console: base + 3, media: base + 4 },
    ...{ streams: base + 5, recorder: base + 6, postgres: base + 9 },
  };
}

/** A CloudMeet that is just ending holds its ports for a moment. */
const patienceMs = 5000;
const betweenTriesMs = 200;

/**
 * Finds out before anything starts whether the ports are free. PostgreSQL's is left out: a running one of the same
 * data folder is taken over.
 * @throws StartupError that names the port
 */
export async function refuseTakenPorts(plan: PortPlan): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (const port of [
    plan.api,
    plan.room,
    plan.sandbox,
    plan.console,
    plan.media,
    plan.streams,
    plan.recorder,
  ]) {
    for (let failure = await tryPort(port); failure; failure = await tryPort(port)) {
      if (failure.code !== 'EADDRINUSE' || performance.now() > deadline) throw explainPort(port, failure);
      await sleep(betweenTriesMs);
    }
  }
}

function tryPort(port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
}

function explainPort(port: number, cause: NodeJS.ErrnoException): StartupError {
  const what =
    cause.code === 'EADDRINUSE'
      ? 'is taken by another program'
      : `cannot be used (${cause.code ?? cause.message})`;
  return new StartupError(
    `Port ${String(port)} ${what}. Stop that program, or set CLOUDMEET_PORT to another base port.`,
    { cause },
  );
}
