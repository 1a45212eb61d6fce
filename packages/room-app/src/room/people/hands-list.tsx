import type { Participant } from '@cloudmeet/contracts';
import { selectHands, selectMyId, selectRoom } from '@cloudmeet/room-engine';
import { Button, PeopleList, PersonRow, useText } from '@cloudmeet/ui';
import { useActions, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { useMay } from '../use-may.ts';
import { onRequestOf } from './use-moderation-entries.tsx';
import { usePersonEntries } from './use-person-entries.tsx';
import { useWaitedWords } from './use-waited-words.ts';
import styles from './people-panel.module.css';

/** Raised hands in the order they went up, and my own place among them. */
export function HandsList() {
  const { t } = useText();
  const hands = useRoomState(selectHands);
  const note = useMyPlace(hands);
  if (hands.length === 0) {
    return (
      <div className={styles.empty}>
        <p className={styles.emptyTitle}>{t('people.noHands')}</p>
        <p>{t('people.noHandsDetail')}</p>
      </div>
    );
  }
  return (
    <div className={styles.column}>
      <PeopleList label={t('people.raisedHands')} note={note}>
        {hands.map((person, at) => (
          <HandRow key={person.id} person={person} position={at + 1} />
        ))}
      </PeopleList>
      <LowerAll hands={hands} />
    </div>
  );
}

function useMyPlace(hands: readonly Participant[]): string | undefined {
  const { t } = useText();
  const myId = useRoomState(selectMyId);
  const before = hands.findIndex(({ id }) => id === myId);
  if (before < 0) return undefined;
  const place = t('people.position', { position: before + 1 });
  return `${place} ${before === 0 ? t('people.next') : t('people.before', { count: before })}`;
}

function HandRow({ person, position }: { person: Participant; position: number }) {
  const self = useRoomState((state) => selectMyId(state) === person.id);
  const entries = usePersonEntries(person);
  const waited = useWaitedWords(person.id);
  const action = useHandAction(person, position, self);
  return (
    <PersonRow
      name={person.name}
      seed={person.userId}
      avatarUrl={person.avatarUrl}
      self={self}
      note={waited}
      position={position}
      actions={entries}
      action={action}
    />
  );
}

/** Lower for my own hand, Invite for the first whom I may let speak; nobody else has a button. */
function useHandAction(person: Participant, position: number, self: boolean) {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const may = useMay();
  const { policies } = useRoomState(selectRoom);
  if (self) {
    return (
      <Button tone="quiet" onClick={() => void run(() => actions.lowerHand())}>
        {t('people.lower')}
      </Button>
    );
  }
  if (position > 1 || !may('hand.invite')) return undefined;
  const missing = onRequestOf(person, policies);
  const invite = async (): Promise<void> => {
    await actions.invite(person.id, missing.length > 0 ? missing : ['media.publish']);
    await actions.lowerHand(person.id);
  };
  return (
    <Button tone="primary" onClick={() => void run(invite)}>
      {t('people.invite')}
    </Button>
  );
}

function LowerAll({ hands }: { hands: readonly Participant[] }) {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const may = useMay();
  if (!may('hand.lowerOther')) return null;
  return (
    <div className={styles.all}>
      <Button wide onClick={() => void run(() => Promise.all(hands.map(({ id }) => actions.lowerHand(id))))}>
        {t('people.lowerAll')}
      </Button>
    </div>
  );
}
