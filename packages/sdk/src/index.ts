import './define-element.ts';

export type {
  CallQuality,
  Diagnosis,
  DiagnosisCheck,
  DiagnosisLayer,
  FrameDevice,
  FrameEventName,
  FrameEventPayloads,
  FrameParticipant,
  FrameParticipants,
  FrameWaitingParticipant,
  Language,
  Layout,
  MeetingState,
  NetworkStats,
  NetworkTopology,
  ParticipantCounts,
  Role,
  Scenario,
  Theme,
  Topology,
} from '@cloudmeet/contracts/frame';
export { CloudMeetError } from './cloudmeet-error.ts';
export type {
  CloudMeetFrame,
  LiveStreamOptions,
  ParticipantChange,
  RecordingOptions,
} from './cloudmeet-frame.ts';
export { CloudMeetRoomElement } from './room-element.ts';
export { createFrame } from './create-frame.ts';
export type { FrameEvent, FrameEventHandler } from './frame-event.ts';
export type { FrameOptions, JoinOptions } from './frame-options.ts';
export { version } from './version.ts';
export { wrap } from './wrap.ts';
