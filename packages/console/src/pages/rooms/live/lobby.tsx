import { Button } from '@mantine/core';
import { Avatar } from '@cloudmeet/ui';
import { api } from '../../../api/api.ts';
import type { Room, WaitingParticipant } from '../../../api/api.ts';
import { asProblem } from '../../../api/problem.ts';
import { useNotify } from '../../../notices/use-notify.ts';
import { problemText } from '../../../parts/states/problem-text.ts';
import { useMayDo } from '../../../session/use-may-do.ts';
import { useConsoleText } from '../../../text/use-console-text.tsx';
import { useNow } from '../../../parts/figures/use-now.ts';
import styles from './live.module.css';

/** Who waits at the door, and the way in. Nothing while nobody does. */
export function Lobby({ room }: { room: Room }) {
  const { t } = useConsoleText();
  const { currentData } = api.useListWaitingQuery(
    { roomId: room.id, limit: 100 },
    { pollingInterval: 3000, skipPollingIfUnfocused: true },
  );
  const waiting = currentData?.data ?? [];
  if (waiting.length === 0) return null;
  return (
    <section className={styles['lobby']} aria-labelledby="cm-lobby">
      <h2 id="cm-lobby">{t('live.waiting', { count: waiting.length })}</h2>
      <ul>
        {waiting.map((one) => (
          <Waiting key={one.id} room={room} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Waiting({ room, one: { id, name, avatarUrl, since } }: { room: Room; one: WaitingParticipant }) {
  const { t, formats } = useConsoleText();
  const now = useNow();
  const mayDo = useMayDo();
  const notify = useNotify();
  const [admit, admitting] = api.useAdmitWaitingMutation();
  const [deny, denying] = api.useDenyWaitingMutation();
  const tell = (error: unknown) => {
    const problem = asProblem(error);
    if (problem) notify(problemText(problem, t).what, { tone: 'danger' });
  };
  const who = { roomId: room.id, participantId: id };
  return (
    <li>
      <Avatar name={name} size={24} {...(avatarUrl ? { url: avatarUrl } : {})} />
      <span className={styles['waits']}>
        <b>{name}</b> <span>{formats.duration((now - Date.parse(since)) / 1000)}</span>
      </span>
      {mayDo('admitWaiting') ? (
        <Button
          size="xs"
          loading={denying.isLoading}
          onClick={() => void deny(who).then(({ error }) => tell(error))}
          aria-label={t('live.denyName', { name })}
        >
          {t('live.deny')}
        </Button>
      ) : null}
      {mayDo('admitWaiting') ? (
        <Button
          size="xs"
          variant="filled"
          loading={admitting.isLoading}
          onClick={() => void admit(who).then(({ error }) => tell(error))}
          aria-label={t('live.admitName', { name })}
        >
          {t('live.admit')}
        </Button>
      ) : null}
    </li>
  );
}
