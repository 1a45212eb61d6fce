import type {
  CloudMeetFrame,
  FrameEventHandler,
  FrameEventName,
  FrameParticipants,
  MeetingState,
} from '@cloudmeet/sdk';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';

const nobody: FrameParticipants = {};

/** A room in your component. `ref` goes to `<CloudMeetRoom ref={room.ref}>`. */
export interface CloudMeetHandle {
  ref: (frame: CloudMeetFrame | null) => void;
  /** The frame with its commands: null before it is there and after it was unmounted. */
  frame: CloudMeetFrame | null;
  meetingState: MeetingState;
  participants: FrameParticipants;
}

/** What a component needs that shows a room and something about it. */
export function useCloudMeet(): CloudMeetHandle {
  const [frame, ref] = useState<CloudMeetFrame | null>(null);
  return { ref, frame, meetingState: useMeetingState(frame), participants: useParticipants(frame) };
}

/** What a getter of the frame says, kept up to date by the frame's events. */
function useGetter<Value>(
  frame: CloudMeetFrame | null,
  get: (frame: CloudMeetFrame) => Value,
  without: Value,
): Value {
  const subscribe = useCallback(
    (onChange: () => void) => frame?.on('*', onChange) ?? (() => undefined),
    [frame],
  );
  const read = () => (frame ? get(frame) : without);
  return useSyncExternalStore(subscribe, read, () => without);
}

/** Who is in the room: `{local, [id]}`; empty before joining. */
export function useParticipants(frame: CloudMeetFrame | null): FrameParticipants {
  return useGetter(frame, (one) => one.participants(), nobody);
}

/** Where the frame is between `new` and `left-meeting`. */
export function useMeetingState(frame: CloudMeetFrame | null): MeetingState {
  return useGetter(frame, (one) => one.meetingState(), 'new');
}

/** Calls the handler at each event of the frame; the handler may be new at every render. */
export function useFrameEvent<Name extends FrameEventName | '*'>(
  frame: CloudMeetFrame | null,
  name: Name,
  handler: FrameEventHandler<Name>,
): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => frame?.on(name, (event) => latest.current(event)), [frame, name]);
}
