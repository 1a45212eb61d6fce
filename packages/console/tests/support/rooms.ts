import { defaultPolicies } from '@cloudmeet/contracts';
import type { Room } from '../../src/api/api.ts';

/** A room as the API answers it. */
export function roomOf(change: Partial<Room> = {}): Room {
  return {
    ...{ id: 'rm_1', name: 'Atlas weekly review', url: 'http://127.0.0.1:4401/r/rm_1', mode: 'auto' },
    ...{ maxParticipants: 100, lobby: false, locked: false, recording: {}, externalId: null, metadata: {} },
    policies: defaultPolicies,
    ...{ test: false, createdAt: '2026-11-20T10:00:00Z', updatedAt: '2026-11-20T10:00:00Z', session: null },
    ...change,
  };
}

export const pageOf = (data: readonly unknown[], nextCursor: string | null = null) => ({
  body: { data, nextCursor },
});
