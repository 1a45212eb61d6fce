import { createFrame } from '@cloudmeet/sdk';
import type { CloudMeetError, CloudMeetFrame, FrameOptions, JoinOptions } from '@cloudmeet/sdk';
import { forwardRef, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { CSSProperties, ForwardedRef, ReactElement } from 'react';
import { listen } from './event-props.ts';
import type { EventProps } from './event-props.ts';
import { useSetting } from './use-setting.ts';

export interface CloudMeetRoomProps extends Omit<FrameOptions, 'iframeStyle'>, EventProps {
  /** Joining failed. One that was cut short by unmounting or by another room does not count. */
  onJoinFailed?: ((error: CloudMeetError) => void) | undefined;
  className?: string | undefined;
  /** Default: fills its parent. */
  style?: CSSProperties | undefined;
}

const fill: CSSProperties = { width: '100%', height: '100%' };

/**
 * A room as a component: it joins when it mounts, leaves when it unmounts, and keeps one frame for its life. A changed
 * `url`, `roomId`, `roomUrl` or `token` leaves and joins anew; changed `theme`, `lang` and `title` are set in the room as
 * it is; changed handlers are called from then on. What only matters for joining (`userName`, `startAudioOff`,
 * `startVideoOff`, `prejoin`, `getToken`) is read when it is needed. `ref` is the frame, for commands: null before it is
 * there and after unmounting.
 */
export const CloudMeetRoom = forwardRef(function CloudMeetRoom(
  props: CloudMeetRoomProps,
  ref: ForwardedRef<CloudMeetFrame>,
): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  const [frame, setFrame] = useState<CloudMeetFrame | null>(null);
  const { url, roomId, roomUrl, token, title, theme, lang, className, style } = props;

  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const made = createFrame(place.current, { title: latest.current.title });
    const stopListening = listen(made, () => ({ ...latest.current }));
    setFrame(made);
    return () => {
      stopListening();
      setFrame(null);
      void made.destroy();
    };
  }, []);
  useEffect(
    () => (frame ? joinWith(frame, () => latest.current) : undefined),
    [frame, url, roomId, roomUrl, token],
  );
  useSetting(frame, theme, (joined, value) => joined.setTheme(value));
  useSetting(frame, lang, (joined, value) => joined.setLang(value));
  useEffect(() => {
    if (frame && title !== undefined) frame.iframe().title = title;
  }, [frame, title]);
  useImperativeHandle<CloudMeetFrame | null, CloudMeetFrame | null>(ref, () => frame, [frame]);

  return (
    <div ref={place} className={className} style={style ?? (className === undefined ? fill : undefined)} />
  );
});

/** Joins with the props of the moment. Returns what leaves again. */
function joinWith(frame: CloudMeetFrame, props: () => CloudMeetRoomProps): () => void {
  let isOver = false;
  frame.join(joinOptions(props)).catch((error: CloudMeetError) => {
    if (!isOver) props().onJoinFailed?.(error);
  });
  return () => {
    isOver = true;
    // A frame that cannot leave is gone; the next join, or unmounting, says all there is to say.
    frame.leave().catch(() => undefined);
  };
}

function joinOptions(props: () => CloudMeetRoomProps): JoinOptions {
  const {
    url,
    roomId,
    roomUrl,
    token,
    getToken,
    userName,
    startAudioOff,
    startVideoOff,
    prejoin,
    theme,
    lang,
  } = props();
  const options = {
    url,
    roomId,
    roomUrl,
    token,
    userName,
    startAudioOff,
    startVideoOff,
    prejoin,
    theme,
    lang,
  };
  // Asked for a later return too, then of the component as it is by then.
  return getToken ? { ...options, getToken: () => (props().getToken ?? getToken)() } : options;
}
