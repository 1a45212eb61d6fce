import { CloudMeetError, limits } from '@cloudmeet/contracts';
import type { Clock } from '../clock.ts';
import type { Connection } from './connection.ts';

/** Pings every connection, and ends those that were not heard of for too long. Returns what stops it. */
export function startHeartbeat(clock: Clock, connections: ReadonlySet<Connection>): () => void {
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
