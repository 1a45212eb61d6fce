import type { CloudMeetFrame } from '@cloudmeet/sdk';
import { useEffect, useRef } from 'react';

interface Known {
  frame: CloudMeetFrame | null;
  text: string | undefined;
}

/** Hands a changed value to the room. The first one goes along with joining. */
export function useSetting<Value>(
  frame: CloudMeetFrame | null,
  value: Value | undefined,
  set: (frame: CloudMeetFrame, value: Value) => Promise<void>,
): void {
  const known = useRef<Known>({ frame: null, text: undefined });
  const text = JSON.stringify(value);
  useEffect(() => {
    const before = known.current;
    known.current = { frame, text };
    if (!frame || value === undefined || before.frame !== frame || before.text === text) return;
    // A room that is gone has nothing to set; its own events have said so.
    set(frame, value).catch(() => undefined);
    // `value` and `set` are new at every render; `text` says whether the value has changed.
  }, [frame, text]);
}
