import type {
  CaptureChange,
  PresentParticipant,
  RoomControlBody,
  UpdateParticipant,
  Waiting,
} from '@cloudmeet/contracts';

/** A room of a tenant. Whoever makes one has looked both up. */
export interface RoomOfTenant {
  tenantId: string;
  roomId: string;
}

export interface PeopleOfRoom {
  participants: PresentParticipant[];
  waiting: Waiting[];
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
  /** Who is in the room now and who is at its door, as they came. @throws CloudMeetError `unavailable` */
  people(room: RoomOfTenant): Promise<PeopleOfRoom>;
  /** Lets somebody in who waits. @throws CloudMeetError `not-found`, `room-full`, `unavailable` */
  admit(room: RoomOfTenant, participantId: string): Promise<void>;
  /** Sends somebody away who waits. @throws CloudMeetError `not-found`, `unavailable` */
  deny(room: RoomOfTenant, participantId: string): Promise<void>;
  /** Switches off what somebody shares. @throws CloudMeetError `not-found`, `unavailable` */
  switchOff(room: RoomOfTenant, participantId: string, media: UpdateParticipant): Promise<void>;
  /**
   * Begins a recording or a stream of the live session. With an id that was begun before nothing happens.
   * @throws CloudMeetError `session-not-live`, `already-recording`, `already-streaming`, `unprocessable`, `unavailable`
   */
  startCapture(room: RoomOfTenant, start: Omit<RoomControlBody<'startCapture'>, 'tenantId'>): Promise<void>;
  /** Stops a recording or a stream. It does nothing when that is stopping or over. @throws CloudMeetError `unavailable` */
  stopCapture(room: RoomOfTenant, captureId: string, reason: string): Promise<void>;
  /** What became of a recording or a stream; a room without a session need not know. @throws CloudMeetError `unavailable` */
  captureChanged(room: RoomOfTenant, captureId: string, change: CaptureChange): Promise<void>;
  /** The media node that mixes the room now; null while none does. @throws CloudMeetError `unavailable` */
  mixedAt(room: RoomOfTenant): Promise<string | null>;
}
