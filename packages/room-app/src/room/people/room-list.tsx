import { useState } from 'react';
import type { Participant } from '@cloudmeet/contracts';
import { selectMyId, selectParticipants, selectPeer, selectSpeaking } from '@cloudmeet/room-engine';
import { Input, PeopleList, PersonRow, useText } from '@cloudmeet/ui';
import type { Translate } from '@cloudmeet/ui';
import { useRoomState } from '../../page/page-context.tsx';
import { usePersonEntries } from './use-person-entries.tsx';
import styles from './people-panel.module.css';

/** From this many on, a list is searched and not read. */
const searchFrom = 8;

/** Everyone in the room, me first. */
export function RoomList() {
  const { t } = useText();
  const people = useRoomState(selectParticipants);
  const [wanted, setWanted] = useState('');
  const found = people.filter(({ name }) =>
    name.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()),
  );
  return (
    <>
      {people.length < searchFrom ? null : (
        <div className={styles.search}>
          <Input
            label={t('people.find')}
            labelHidden
            type="search"
            placeholder={t('people.find')}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </div>
      )}
      <PeopleList label={t('people.inRoom')} note={found.length === 0 ? t('people.nobodyFound') : undefined}>
        {found.map((person) => (
          <Row key={person.id} person={person} />
        ))}
      </PeopleList>
    </>
  );
}

/** What somebody is here, where that is not what most are. */
function noteOf({ role, receive }: Participant, t: Translate): string | undefined {
  if (receive === 'stream') return t('people.watches');
  return role === 'attendee' ? undefined : t(`role.${role}`);
}

function Row({ person }: { person: Participant }) {
  const { t } = useText();
  const self = useRoomState((state) => selectMyId(state) === person.id);
  const speaking = useRoomState((state) => selectSpeaking(state).includes(person.id));
  const raised = useRoomState(({ room }) => room.hands.includes(person.id));
  const peer = useRoomState((state) => selectPeer(state, person.id));
  const mine = useRoomState(({ peers }) => peers.network.quality);
  const actions = usePersonEntries(person);

  return (
    <PersonRow
      name={person.name}
      seed={person.userId}
      avatarUrl={person.avatarUrl}
      self={self}
      note={noteOf(person, t)}
      microphone={person.audio ? 'on' : 'off'}
      camera={person.video ? 'on' : 'off'}
      speaking={speaking}
      handRaised={raised}
      quality={self ? mine : peer.connected ? peer.quality : 'lost'}
      actions={actions}
    />
  );
}
