import type { Waiting } from '@cloudmeet/contracts';
import { selectWaiting } from '@cloudmeet/room-engine';
import { Button, PeopleList, PersonRow, useText } from '@cloudmeet/ui';
import { useActions, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { useMay } from '../use-may.ts';
import styles from './people-panel.module.css';

/** Those at the door, the longest waiting first. */
export function WaitingList() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const waiting = useRoomState(selectWaiting);
  const may = useMay();
  return (
    <div className={styles.column}>
      <PeopleList label={t('people.waiting')}>
        {waiting.map((person) => (
          <WaitingRow key={person.id} person={person} />
        ))}
      </PeopleList>
      {waiting.length > 1 && may('lobby.admit') ? (
        <div className={styles.all}>
          <Button
            wide
            onClick={() => void run(() => Promise.all(waiting.map(({ id }) => actions.admit(id))))}
          >
            {t('lobby.admitAll')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function WaitingRow({ person: { id, name, avatarUrl } }: { person: Waiting }) {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  return (
    <PersonRow
      name={name}
      seed={id}
      avatarUrl={avatarUrl}
      action={
        <span className={styles.pair}>
          <Button
            tone="quiet"
            size="small"
            aria-label={t('lobby.denyNamed', { name })}
            onClick={() => void run(() => actions.deny(id))}
          >
            {t('lobby.deny')}
          </Button>
          <Button
            size="small"
            aria-label={t('lobby.admitNamed', { name })}
            onClick={() => void run(() => actions.admit(id))}
          >
            {t('lobby.admit')}
          </Button>
        </span>
      }
    />
  );
}
