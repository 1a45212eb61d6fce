import type { Entry } from '@cloudmeet/contracts';
import type { Repositories } from '@cloudmeet/database';

/** Entries of one read. */
const pageSize = 1000;

/** The whole log of a session. */
export async function readLog(repos: Repositories, sessionId: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (;;) {
    const page = await repos.entries.readFrom(sessionId, entries.length, pageSize);
    entries.push(...page);
    if (page.length < pageSize) return entries;
  }
}
