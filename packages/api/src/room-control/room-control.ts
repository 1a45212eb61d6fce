import type { Participant } from '@cloudmeet/contracts';

/** A room of a tenant. Whoever makes one has looked both up. */
export interface RoomOfTenant {
  tenantId: string;
  roomId: string;
}

/** What the API does to live rooms, wherever they run. */
export interface RoomControl {
  /**
   * Ends somebody's session at once and keeps them out of it.
   * @throws CloudMeetError `not-found` when they are not in the room, `unavailable`
   */
  eject(room: RoomOfTenant, participantId: string): Promise<void>;
  /** Ends the live session for all; nothing happens when there is none. @throws CloudMeetError `unavailable` */
  end(room: RoomOfTenant, reason: 'ended-by-api' | 'room-deleted'): Promise<void>;
  /** The room was changed: its live session takes that over. @throws CloudMeetError `unavailable` */
  refresh(room: RoomOfTenant): Promise<void>;
  /** Who is in the room now, in the order they joined. @throws CloudMeetError `unavailable` */
  participants(room: RoomOfTenant): Promise<Participant[]>;
}
