import type { ComponentType } from 'react';
import { ActionIcon } from '@mantine/core';
import { CameraIcon, CameraOffIcon, MicrophoneIcon, MicrophoneOffIcon, ShareIcon } from '@cloudmeet/ui';
import { api } from '../../../api/api.ts';
import type { PresentParticipant, Room } from '../../../api/api.ts';
import { asProblem } from '../../../api/problem.ts';
import { useNotify } from '../../../notices/use-notify.ts';
import { problemText } from '../../../parts/states/problem-text.ts';
import { useMayDo } from '../../../session/use-may-do.ts';
import { useConsoleText } from '../../../text/use-console-text.tsx';
import styles from './live.module.css';

/** What somebody shares. What is on can be switched off; on again only they can. */
export function Shares({ room, person }: { room: Room; person: PresentParticipant }) {
  const { t } = useConsoleText();
  const { audio, video, screen, name } = person;
  const ways = { room, person };
  return (
    <span className={styles['shares']}>
      {audio ? (
        <SwitchOff {...ways} kind="audio" Icon={MicrophoneIcon} label={t('live.mute', { name })} />
      ) : (
        <IsOff Icon={MicrophoneOffIcon} label={t('live.audioOff')} />
      )}
      {video ? (
        <SwitchOff {...ways} kind="video" Icon={CameraIcon} label={t('live.stopVideo', { name })} />
      ) : (
        <IsOff Icon={CameraOffIcon} label={t('live.videoOff')} />
      )}
      {screen ? (
        <SwitchOff {...ways} kind="screen" Icon={ShareIcon} label={t('live.stopScreen', { name })} />
      ) : null}
    </span>
  );
}

function IsOff({ Icon, label }: { Icon: ComponentType; label: string }) {
  return (
    <span className={styles['share']} data-on="false">
      <Icon aria-hidden="true" />
      <span className="cm-hidden">{label}</span>
    </span>
  );
}

interface SwitchOffProps {
  room: Room;
  person: PresentParticipant;
  kind: 'audio' | 'video' | 'screen';
  Icon: ComponentType;
  label: string;
}

const words = { audio: 'live.audioOn', video: 'live.videoOn', screen: 'live.screenOn' } as const;

function SwitchOff({ room, person, kind, Icon, label }: SwitchOffProps) {
  const { t } = useConsoleText();
  const mayDo = useMayDo();
  const notify = useNotify();
  const [update, { isLoading }] = api.useUpdateParticipantMutation();
  const press = async () => {
    const updateParticipant = { [kind]: false } as const;
    const who = { roomId: room.id, participantId: person.id };
    const problem = asProblem((await update({ ...who, updateParticipant })).error);
    if (problem) notify(problemText(problem, t).what, { tone: 'danger' });
    else notify(t('live.switchedOff', { name: person.name }));
  };
  if (!mayDo('updateParticipant'))
    return (
      <span className={styles['share']}>
        <Icon aria-hidden="true" />
        <span className="cm-hidden">{t(words[kind])}</span>
      </span>
    );
  return (
    <ActionIcon
      className={styles['share'] ?? ''}
      loading={isLoading}
      aria-label={label}
      title={label}
      onClick={() => void press()}
    >
      <Icon />
    </ActionIcon>
  );
}
