import { CloudMeetError } from '@cloudmeet/contracts';
import type { Database, LeaseRecord, Repositories } from '@cloudmeet/database';
import type { RoomOfTenant } from './room-control.ts';

/** The holder of a room, or what came of doing without one. */
type Found<Result> = { lease: LeaseRecord } | { lease: null; result: Result };

/** What to do with a room, whoever has it. */
export interface Ways<Result> {
  /** Asks the node that holds the room. */
  ask(lease: LeaseRecord): Promise<Result>;
  /** Nobody holds it: the records are all there is. */
  otherwise(repos: Repositories): Promise<Result>;
}

/** A room changes hands rarely; more than this in one request means that something is wrong. */
const handsMax = 3;

export const changingHands = () =>
  new CloudMeetError('unavailable', { detail: 'The room is changing hands.', retryAfterSeconds: 1 });

function isElsewhere(error: unknown): boolean {
  return error instanceof CloudMeetError && error.code === 'room-elsewhere';
}

/**
 * Asks the holder of a room; one that has just lost it says so, and the lease is read again.
 * @throws CloudMeetError `unavailable` when the room keeps changing hands, and whatever `ways` throw
 */
export async function withHolder<Result>(
  database: Pick<Database, 'forTenant'>,
  { tenantId, roomId }: RoomOfTenant,
  ways: Ways<Result>,
): Promise<Result> {
  for (let hands = 0; hands < handsMax; hands += 1) {
    const tenant = database.forTenant({ tenantId });
    const found = await tenant.transaction(async (repos): Promise<Found<Result>> => {
      const lease = await repos.leases.find(roomId);
      return lease ? { lease } : { lease, result: await ways.otherwise(repos) };
    });
    if (!found.lease) return found.result;
    try {
      return await ways.ask(found.lease);
    } catch (error) {
      if (!isElsewhere(error)) throw error;
    }
  }
  throw changingHands();
}
