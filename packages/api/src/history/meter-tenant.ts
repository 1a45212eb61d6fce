import type { Database } from '@cloudmeet/database';

const sessionsAtOnce = 20;
const roundsMax = 10;

/** Counts what is new in the tenant's sessions, so that what is read next is of now. More than 200 wait for the chores. */
export async function meterTenant(
  database: Pick<Database, 'forTenant'>,
  tenant: { tenantId: string },
): Promise<void> {
  for (let round = 0; round < roundsMax; round += 1) {
    const counted = await database.forTenant(tenant).transaction(async (repos) => {
      const pending = await repos.usage.pending(sessionsAtOnce);
      for (const sessionId of pending) await repos.usage.meter(sessionId);
      return pending.length;
    });
    if (counted < sessionsAtOnce) return;
  }
}
