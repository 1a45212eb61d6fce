import type { Database, LeasedMessage } from '@cloudmeet/database';

/** Every message that waits in the outbox, taken as a sender would. */
export async function takeOutbox(database: Database): Promise<LeasedMessage[]> {
  return database.system.leaseOutbox(1000, 60_000);
}
