import { CloudMeetError, limits } from '@cloudmeet/contracts';
import type { Clock } from '../clock.ts';
import type { Link } from '../fanout/link.ts';

/** What the heartbeat needs of a connection. */
export interface Pulse extends Pick<Link, 'bye'> {
  /** When it was last heard of, in ms since the epoch. */
  readonly heardMs: number;
  ping(): void;
}

/** Pings every connection, and ends those that were not heard of for too long. Returns what stops it. */
export function startHeartbeat(clock: Clock, connections: ReadonlySet<Pulse>): () => void {
  let cancel = clock.after(limits.pingIntervalMs, beat);
  function beat(): void {
    const deadMs = clock.nowMs() - limits.idleTimeoutMs;
    for (const connection of connections) {
      if (connection.heardMs <= deadMs) connection.bye(new CloudMeetError('timeout'));
      else connection.ping();
    }
    cancel = clock.after(limits.pingIntervalMs, beat);
  }
  return () => cancel();
}
