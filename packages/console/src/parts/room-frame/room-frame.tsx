import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Theme } from '@cloudmeet/contracts';
import { useConfig } from '../../config/use-config.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { loadSdk } from './sdk.ts';
import type { SdkEvent, SdkFrame } from './sdk.ts';
import styles from './room-frame.module.css';

export interface RoomFrameProps {
  /** Address of a room with a token. */
  joinUrl: string;
  title: string;
  theme?: Theme;
  /** Asks for devices before joining, as a link does; default: straight in. */
  prejoin?: boolean;
  onEvent?: (event: SdkEvent) => void;
}

/** A real room in the page, embedded with our own SDK from its script tag. */
export function RoomFrame({ joinUrl, title, theme, prejoin = false, onEvent }: RoomFrameProps) {
  const { apiUrl } = useConfig();
  const { t, language } = useConsoleText();
  const place = useRef<HTMLDivElement>(null);
  const [frame, setFrame] = useState<SdkFrame>();
  const [failure, setFailure] = useState<string>();
  const hear = useEffectEvent((event: SdkEvent) => onEvent?.(event));
  // later changes come with the theme; what the room begins in has to be said as it begins
  const lang = useEffectEvent(() => {
    const wanted = theme?.language;
    return wanted && wanted !== 'auto' ? wanted : language;
  });
  useEffect(() => {
    let made: SdkFrame | undefined;
    let isGone = false;
    const start = async () => {
      const sdk = await loadSdk(apiUrl);
      if (isGone || !place.current) return;
      made = sdk.createFrame(place.current, { lang: lang(), prejoin });
      made.on('*', (event) => hear(event));
      setFrame(made);
      await made.join({ url: joinUrl });
    };
    start().catch((error: unknown) => {
      if (!isGone) setFailure(error instanceof Error ? error.message : String(error));
    });
    return () => {
      isGone = true;
      setFrame(undefined);
      void made?.destroy();
    };
  }, [apiUrl, joinUrl, language, prejoin]);
  useEffect(() => {
    // a theme that does not arrive is put on by the next change: the room stays as it was
    if (frame && theme) frame.setTheme(theme).catch(() => undefined);
  }, [frame, theme]);
  return (
    <section className={styles['frame']} aria-label={title}>
      <div ref={place} className={styles['place']} />
      {failure === undefined ? null : (
        <p className={styles['failure']} role="alert">
          {t('roomFrame.failed')} {failure}
        </p>
      )}
    </section>
  );
}
