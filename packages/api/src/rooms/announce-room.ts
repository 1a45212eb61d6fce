import type { RestEvent } from '@cloudmeet/contracts';
import type { Repositories } from '@cloudmeet/database';

/** Notes what customers are to be told of a room, in the transaction of the change. Do it last there. */
export async function announceRoom(repos: Repositories, roomId: string, event: RestEvent): Promise<void> {
  await repos.outbox.enqueue({ type: event.type, roomId, payload: event.data });
}
