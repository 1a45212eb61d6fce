import type { Database, RunningCapture } from '@cloudmeet/database';
import type { RoomControl } from '../room-control/room-control.ts';

/** A room takes only so many changes at once; the rest is told in the next round. */
const atOnce = 20;

/**
 * Tells a room what it was not told yet, oldest first, and then notes that it was: when this process dies between the
 * two it is told again, which changes nothing there.
 */
export async function tellRoom(
  { tenantId, roomId, captureId }: Pick<RunningCapture, 'tenantId' | 'roomId' | 'captureId'>,
  options: { database: Pick<Database, 'forTenant'>; roomControl: Pick<RoomControl, 'captureChanged'> },
): Promise<void> {
  const tenant = options.database.forTenant({ tenantId });
  const capture = await tenant.transaction((repos) => repos.captures.findById(captureId));
  const changes = capture?.untold.slice(0, atOnce) ?? [];
  for (const change of changes)
    await options.roomControl.captureChanged({ tenantId, roomId }, captureId, change);
  if (changes.length === 0) return;
  const told = new Set(changes.map((change) => JSON.stringify(change)));
  await tenant.transaction(async (repos) => {
    const locked = await repos.captures.lock(captureId);
    const untold = locked?.untold.filter((change) => !told.has(JSON.stringify(change)));
    if (untold) await repos.captures.save(captureId, { untold });
  });
}
