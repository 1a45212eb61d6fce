import { createServer } from 'node:net';
import { StartupError } from './startup-error.ts';

/** Where each part listens, counted from the base port (`CLOUDMEET_PORT`). All on 127.0.0.1. */
export interface PortPlan {
  api: number;
  room: number;
  sandbox: number;
  postgres: number;
}

export function planPorts(base: number): PortPlan {
  return { api: base, room: base + 1, sandbox: base + 2, postgres: base + 9 };
}

/**
 * Finds out before anything starts whether the ports are free. PostgreSQL's is left out: a running one of the same
 * data folder is taken over.
 * @throws StartupError that names the port
 */
export async function refuseTakenPorts(plan: PortPlan): Promise<void> {
  for (const port of [plan.api, plan.room, plan.sandbox]) await tryPort(port);
}

function tryPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const what =
        cause.code === 'EADDRINUSE'
          ? 'is taken by another program'
          : `cannot be used (${cause.code ?? cause.message})`;
      reject(
        new StartupError(
          `Port ${String(port)} ${what}. Stop that program, or set CLOUDMEET_PORT to another base port.`,
          { cause },
        ),
      );
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
