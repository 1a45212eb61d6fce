import { newId } from '@cloudmeet/contracts';
import type { RecorderReport } from '@cloudmeet/contracts';
import type { Database, NewCapture } from '../src/index.ts';
import { captureInput, createRoom, createTenant, startSession } from './world.ts';

export const at = (ms: number) => new Date(1_800_000_000_000 + ms);

/** A tenant with a session. */
export async function stageOf(database: Database) {
  const { tenant, tenantId } = await createTenant(database);
  const roomId = await createRoom(tenant);
  const session = await startSession(tenant, roomId);
  const add = async (changes: Partial<NewCapture> = {}) => {
    const input = captureInput({ roomId, sessionId: session.id }, { createdAt: at(0), ...changes });
    await tenant.transaction((repos) => repos.captures.create(input));
    return input.id;
  };
  const read = (id: string) => tenant.transaction((repos) => repos.captures.findById(id));
  return { tenant, tenantId, roomId, sessionId: session.id, add, read };
}

export function recorder(
  nodeId: string,
  seats: number,
  changes: Partial<RecorderReport> = {},
): RecorderReport {
  const recorderId = newId('recording').replace('rec_', 'recorder_');
  return {
    ...{ recorderId, nodeId, draining: false, diskFreeBytes: 1e9 },
    seats: Array.from({ length: seats }, (_, seat) => ({
      ...{ seat, url: `http://127.0.0.1:1/seats/${String(seat)}`, captureId: null },
    })),
    ...changes,
  };
}
