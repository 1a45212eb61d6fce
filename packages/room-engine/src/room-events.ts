import type { FrameEventPayloads, Reaction } from '@cloudmeet/contracts';

/** Events of the frame that the engine itself makes; the rest belongs to the page around it. */
export const roomEventNames = [
  'joining-meeting',
  'joined-meeting',
  'left-meeting',
  'participant-joined',
  'participant-updated',
  'participant-left',
  'participant-counts-updated',
  'waiting-participant-added',
  'waiting-participant-removed',
  'access-state-updated',
  'track-started',
  'track-stopped',
  'active-speaker-change',
  'camera-error',
  'hand-raised',
  'hand-lowered',
  'hand-queue-updated',
  'chat-message',
  'app-message',
  'recording-started',
  'recording-stopped',
  'recording-error',
  'live-streaming-started',
  'live-streaming-stopped',
  'live-streaming-error',
  'topology-changed',
  'network-quality-change',
  'network-connection',
  'available-devices-updated',
  'token-will-expire',
  'error',
  'nonfatal-error',
] as const satisfies (keyof FrameEventPayloads)[];
export type FrameRoomEventName = (typeof roomEventNames)[number];

/** What only the room page needs: it has no event of the SDK. */
interface PageEvents {
  /** Somebody reacted; nothing is stored. */
  reaction: { participantId: string; reaction: Reaction };
  /** A host or moderator muted me, stopped my camera or my screen share. */
  'stopped-by-other': { kind: 'audio' | 'video' | 'screen'; by: string | null };
}

/** Payloads by event: those of the SDK exactly as the contracts have them, and two of the page. */
export type RoomEvents = Pick<FrameEventPayloads, FrameRoomEventName> & PageEvents;

/** One event with its payload. */
export type RoomEvent = {
  [Name in keyof RoomEvents]: { name: Name; payload: RoomEvents[Name] };
}[keyof RoomEvents];
