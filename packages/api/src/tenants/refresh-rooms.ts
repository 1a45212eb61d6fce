import type { OperationContext } from '../http/operation-handler.ts';

const roomsAtOnce = 10;

/**
 * Tells every room that is open now that its tenant changed. Whatever opens later reads the change itself; a room that
 * cannot be told is noted and reads it when it is opened next.
 */
export async function refreshRooms(
  tenantId: string,
  { database, roomControl, logger }: Pick<OperationContext, 'database' | 'roomControl' | 'logger'>,
): Promise<void> {
  const held = await database.forTenant({ tenantId }).transaction((repos) => repos.leases.heldRooms());
  const tell = async (roomId: string) =>
    roomControl.refresh({ tenantId, roomId }).catch((err: unknown) => {
      logger.warn({ err, roomId }, 'A live room was not told of the change of its tenant');
    });
  for (let at = 0; at < held.length; at += roomsAtOnce)
    await Promise.all(held.slice(at, at + roomsAtOnce).map(tell));
}
