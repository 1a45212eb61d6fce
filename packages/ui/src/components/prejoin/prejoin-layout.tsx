import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { preloadOverlays } from '../../preload-overlays.ts';
import { useText } from '../../text/use-text.tsx';
import styles from './prejoin-layout.module.css';

export interface PrejoinLayoutProps {
  /** Who invites: a `Logo` and the tenant's name; left out when embedded in their own page. */
  brand?: ReactNode;
  /** What this room is called. */
  title: string;
  /** One line: since when, and what is kept. */
  subtitle?: ReactNode;
  /** What the one who invites says in their own words. */
  welcome?: ReactNode;
  /** A `Preview`. */
  preview: ReactNode;
  /** A `HearingRow`. */
  hearing: ReactNode;
  /** Three `Select`s of look `card`, in the order camera, microphone, speaker. */
  devices: ReactNode;
  /** A `DeviceSummary`: stands for the three where there is no room for them. */
  deviceSummary: ReactNode;
  /** A `WhoIsHere`. */
  people?: ReactNode;
  /** An `Input` for the name. */
  name: ReactNode;
  /** The one button: a large primary `Button`. */
  join: ReactNode;
  /** Under the button: "You join with your microphone and camera on." */
  note?: ReactNode;
  /** Above the name: a `Notice` about a blocked device or a refused token. */
  notice?: ReactNode;
  onSubmit: () => void;
}

/** Before joining: how do I look, can they hear me, what is this room, and the one button. */
export function PrejoinLayout(props: PrejoinLayoutProps) {
  useEffect(() => void preloadOverlays(), []);
  const { t } = useText();
  return (
    <div className={styles.container}>
      <main className={styles.page} aria-label={t('prejoin.label')}>
        <div className={styles.intro}>
          {props.brand ? <div className={styles.brand}>{props.brand}</div> : null}
          <h1 className={styles.title} dir="auto">
            {props.title}
          </h1>
          {props.subtitle ? <p className={styles.subtitle}>{props.subtitle}</p> : null}
          {props.welcome ? <p className={styles.subtitle}>{props.welcome}</p> : null}
        </div>
        <div className={styles.me}>
          {props.preview}
          {props.hearing}
          <div className={styles.devices}>{props.devices}</div>
          <div className={styles.deviceSummary}>{props.deviceSummary}</div>
        </div>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            props.onSubmit();
          }}
        >
          {props.people ? <div className={styles.people}>{props.people}</div> : null}
          {props.notice ? <div className={styles.notice}>{props.notice}</div> : null}
          <div className={styles.name}>{props.name}</div>
          <div className={styles.join}>{props.join}</div>
          {props.note ? <p className={styles.note}>{props.note}</p> : null}
        </form>
      </main>
    </div>
  );
}
