import type { FrameEventName, FrameEventPayloads } from '@cloudmeet/contracts/frame';

/** An event as handlers get it: its payload, and its own name as `action`. */
export type FrameEvent<Name extends FrameEventName = FrameEventName> = {
  [One in Name]: { action: One } & FrameEventPayloads[One];
}[Name];

export type FrameEventHandler<Name extends FrameEventName | '*'> = (
  event: Name extends FrameEventName ? FrameEvent<Name> : FrameEvent,
) => void;
