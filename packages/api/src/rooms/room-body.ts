import type { Room } from '@cloudmeet/contracts';
import type { RoomRecord, SessionRecord } from '@cloudmeet/database';

/** Address of a room's page. */
export function roomPageUrl(publicRoomUrl: string, roomId: string): string {
  return `${publicRoomUrl}/r/${roomId}`;
}

/** A room as the API shows it. `session`: its live one. */
export function roomBody(room: RoomRecord, session: SessionRecord | null, publicRoomUrl: string): Room {
  const { tenantId: _tenantId, version: _version, createdAt, updatedAt, ...shown } = room;
  return {
    ...shown,
    url: roomPageUrl(publicRoomUrl, room.id),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    session: session && {
      id: session.id,
      topology: session.topology,
      participantCount: session.participantCount,
      startedAt: session.startedAt.toISOString(),
    },
  };
}
