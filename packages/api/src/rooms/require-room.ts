import { CloudMeetError } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import type { RoomOfTenant } from '../room-control/room-control.ts';

/** The room, if the tenant has it. @throws CloudMeetError `not-found` */
export async function requireRoom(
  database: Pick<Database, 'forTenant'>,
  { tenantId, roomId }: RoomOfTenant,
): Promise<RoomOfTenant> {
  const room = await database.forTenant({ tenantId }).transaction((repos) => repos.rooms.findById(roomId));
  if (!room) throw new CloudMeetError('not-found');
  return { tenantId, roomId };
}
