export { CloudMeetError } from '@cloudmeet/sdk';
export type {
  CloudMeetFrame,
  FrameEvent,
  FrameEventHandler,
  FrameEventName,
  FrameOptions,
  FrameParticipant,
  FrameParticipants,
  JoinOptions,
  Language,
  MeetingState,
  Theme,
} from '@cloudmeet/sdk';
export { CloudMeetRoom } from './cloudmeet-room.tsx';
export type { CloudMeetRoomProps } from './cloudmeet-room.tsx';
export type { EventProps } from './event-props.ts';
export { useCloudMeet, useFrameEvent, useMeetingState, useParticipants } from './use-frame.ts';
export type { CloudMeetHandle } from './use-frame.ts';
