import type { ReactNode } from 'react';
import { CameraIcon, CameraOffIcon, HandIcon, MicrophoneIcon, MicrophoneOffIcon } from '../../icons.ts';
import { useText } from '../../text/use-text.tsx';
import { MoreIcon } from '../../icons.ts';
import { Avatar } from '../avatar/avatar.tsx';
import { IconButton } from '../icon-button/icon-button.tsx';
import { Menu } from '../menu/menu.tsx';
import type { MenuEntry } from '../menu/menu-entry.ts';
import { QualityBars } from '../quality-bars/quality-bars.tsx';
import type { ConnectionQuality } from '../quality-bars/quality-bars.tsx';
import styles from './people.module.css';

export interface PersonRowProps {
  name: string;
  /** Fixes the avatar's colour; the name by default. */
  seed?: string | undefined;
  avatarUrl?: string | undefined;
  self?: boolean;
  /** Under the name: "Host", "Waiting 3 min". */
  note?: ReactNode;
  /** Place in the queue; stands first in its row. */
  position?: number | undefined;
  /** Whether they are heard and seen now; left out where that does not matter. */
  microphone?: 'on' | 'off' | undefined;
  camera?: 'on' | 'off' | undefined;
  speaking?: boolean;
  handRaised?: boolean;
  /** Shown only when not good. */
  quality?: ConnectionQuality | undefined;
  /** What can be done with them, behind three dots; none without entries. */
  actions?: readonly MenuEntry[] | undefined;
  /** Instead of the three dots: a button, e.g. Invite or Lower. */
  action?: ReactNode;
}

/** One person in a list. */
export function PersonRow(props: PersonRowProps) {
  const { name, self = false, note, position, action, actions = [] } = props;
  const { t } = useText();
  const menuLabel = t('people.actions', { name });
  return (
    <li className={styles.row} data-self={self && position !== undefined ? '' : undefined}>
      {position === undefined ? null : <span className={styles.position}>{position}</span>}
      <Avatar name={name} url={props.avatarUrl} seed={props.seed} size={36} />
      <div className={styles.words}>
        <bdi className={styles.name}>{self ? selfName(props, t) : name}</bdi>
        {note ? <span className={styles.note}>{note}</span> : null}
      </div>
      <Marks {...props} />
      {action}
      {!action && actions.length > 0 ? (
        <Menu
          align="end"
          entries={actions}
          trigger={<IconButton label={menuLabel} icon={<MoreIcon />} tooltip={false} />}
        />
      ) : null}
    </li>
  );
}

function selfName({ name, position }: PersonRowProps, t: ReturnType<typeof useText>['t']): string {
  return position === undefined ? t('common.youWithName', { name }) : t('common.you');
}

function Marks({ microphone, camera, speaking, handRaised, quality }: PersonRowProps) {
  const { t } = useText();
  return (
    <span className={styles.marks}>
      {quality && quality !== 'good' ? <QualityBars quality={quality} /> : null}
      {handRaised ? <HandIcon className={styles.hand} aria-label={t('tile.handWithoutNumber')} /> : null}
      {camera === 'on' ? <CameraIcon aria-label={t('people.cameraOn')} /> : null}
      {camera === 'off' ? <CameraOffIcon aria-label={t('people.cameraOff')} /> : null}
      {microphone === 'on' ? (
        <MicrophoneIcon className={speaking ? styles.speaking : undefined} aria-label={t('people.micOn')} />
      ) : null}
      {microphone === 'off' ? <MicrophoneOffIcon aria-label={t('people.micOff')} /> : null}
    </span>
  );
}
