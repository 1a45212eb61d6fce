import { CloudMeetError } from '@cloudmeet/contracts';
import { pause } from './clock.ts';
import type { Clock } from './clock.ts';
import type { Link } from './fanout/link.ts';
import type { Gateway } from './gateway/gateway.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { OpenRooms } from './open-rooms.ts';

export interface Draining {
  rooms: OpenRooms;
  gateway: Gateway;
  keeper: LeaseKeeper;
  clock: Clock;
  /** The farewells take this long at most, so that not everybody comes back at once. */
  spreadMs: number;
}

/** Where many come back at once, each gets about this much time of its own. */
const perLinkMs = 2;

async function sayByeSpread(links: readonly Link[], clock: Clock, spreadMs: number): Promise<void> {
  const never = new AbortController().signal;
  const stepMs = Math.min(perLinkMs, spreadMs / Math.max(1, links.length));
  let owedMs = 0;
  for (const link of links) {
    link.bye(new CloudMeetError('draining'));
    owedMs += stepMs;
    if (owedMs < 20) continue;
    await pause(clock, owedMs, never);
    owedMs = 0;
  }
}

/** Resolves when every socket is closed, or after `timeoutMs`. */
async function untilGone(gateway: Gateway, clock: Clock, timeoutMs: number): Promise<void> {
  const never = new AbortController().signal;
  const deadlineMs = clock.nowMs() + timeoutMs;
  while (gateway.connectionCount > 0 && clock.nowMs() < deadlineMs) await pause(clock, 10, never);
}

/** Ends a node gently: sessions go on, on another node or after the next start. */
export async function drainRooms({ rooms, gateway, keeper, clock, spreadMs }: Draining): Promise<void> {
  gateway.drain();
  rooms.stopOpening();
  await keeper.stop();
  const links = await Promise.all((await rooms.all()).map((room) => rooms.giveUp(room)));
  await sayByeSpread(links.flat(), clock, spreadMs);
  await untilGone(gateway, clock, 1000);
  gateway.close();
}
