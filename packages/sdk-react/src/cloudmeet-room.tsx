import { CloudMeetError, createFrame } from '@cloudmeet/sdk';
import type { CloudMeetFrame, FrameOptions } from '@cloudmeet/sdk';
import { forwardRef, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { CSSProperties, ForwardedRef, ReactElement } from 'react';
import { listen } from './event-props.ts';
import type { EventProps } from './event-props.ts';

export interface CloudMeetRoomProps extends Omit<FrameOptions, 'iframeStyle'>, EventProps {
  /** Joining failed. A frame that was unmounted meanwhile does not count. */
  onJoinFailed?: ((error: CloudMeetError) => void) | undefined;
  className?: string | undefined;
  /** Default: fills its parent. */
  style?: CSSProperties | undefined;
}

const fill: CSSProperties = { width: '100%', height: '100%' };

/**
 * A room as a component: it joins when it mounts and leaves when it unmounts. A changed `url`, `roomId`, `roomUrl`,
 * `token` or `userName` leaves and joins anew; changed `theme` and `lang` are set in the room as it is; changed handlers
 * simply are called from then on. What only matters for joining (`startAudioOff`, `startVideoOff`, `prejoin`,
 * `getToken`) is read at the next one. `ref` is the frame, for commands: null before it is there and after unmounting.
 */
export const CloudMeetRoom = forwardRef(function CloudMeetRoom(
  props: CloudMeetRoomProps,
  ref: ForwardedRef<CloudMeetFrame>,
): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const [frame, setFrame] = useState<CloudMeetFrame | null>(null);
  const { url, roomId, roomUrl, token, userName, theme, lang, className, style } = props;

  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!place.current) return undefined;
    const made = joinRoom(place.current, () => latest.current);
    setFrame(made.frame);
    return made.dispose;
  }, [url, roomId, roomUrl, token, userName]);

  useSetting(frame, theme, (joined, value) => joined.setTheme(value));
  useSetting(frame, lang, (joined, value) => joined.setLang(value));
  useImperativeHandle<CloudMeetFrame | null, CloudMeetFrame | null>(ref, () => frame, [frame]);
  return (
    <div ref={place} className={className} style={style ?? (className === undefined ? fill : undefined)} />
  );
});

function joinRoom(
  place: HTMLElement,
  props: () => CloudMeetRoomProps,
): { frame: CloudMeetFrame; dispose: () => void } {
  const frame = createFrame(place, props());
  const stopListening = listen(frame, () => ({ ...props() }));
  let disposed = false;
  frame.join().catch((error: unknown) => {
    if (!disposed && error instanceof CloudMeetError) props().onJoinFailed?.(error);
  });
  return {
    frame,
    dispose: () => {
      disposed = true;
      stopListening();
      void frame.destroy();
    },
  };
}

/** Hands a changed value to the room. The first one went along with joining. */
function useSetting<Value>(
  frame: CloudMeetFrame | null,
  value: Value | undefined,
  set: (frame: CloudMeetFrame, value: Value) => Promise<void>,
): void {
  const known = useRef<{ frame: CloudMeetFrame | null; text: string | undefined }>({
    frame: null,
    text: undefined,
  });
  const text = JSON.stringify(value);
  useEffect(() => {
    const before = known.current;
    known.current = { frame, text };
    if (!frame || value === undefined || before.frame !== frame || before.text === text) return;
    // A room that ended meanwhile has no theme to set; its own events have said so.
    set(frame, value).catch(() => undefined);
  });
}
