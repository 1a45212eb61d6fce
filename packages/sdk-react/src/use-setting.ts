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
  const latest = useRef({ value, set });
  const known = useRef<Known>({ frame: null, text: undefined });
  // Both are new at every render; the text says whether the value has changed.
  const text = JSON.stringify(value);
  useEffect(() => {
    latest.current = { value, set };
  });
  useEffect(() => {
    const before = known.current;
    known.current = { frame, text };
    const { value: now, set: setNow } = latest.current;
    if (!frame || now === undefined || before.frame !== frame || before.text === text) return;
    // A room that is gone has nothing to set; its own events have said so.
    setNow(frame, now).catch(() => undefined);
  }, [frame, text]);
}
