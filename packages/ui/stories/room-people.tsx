import { useState } from 'react';
import { Button, Panel, PeopleList, PersonRow, Tabs, useText } from '../src/index.ts';
import { amara, david, everyone, jonas, mei, ruth, sofia } from './people.ts';
import { tileEntries } from './drawn-tile.tsx';
import { portraitUrl } from './portrait.ts';

/** The people panel as the room fills it. */
export function RoomPeople({ tab = 'room' }: { tab?: string }) {
  const { t } = useText();
  const [shown, setShown] = useState(tab);
  return (
    <Panel
      title={t('people.title')}
      onClose={() => undefined}
      footer={<Button wide>{t(shown === 'room' ? 'people.muteAll' : 'people.lowerAll')}</Button>}
    >
      <Tabs
        label={t('people.title')}
        value={shown}
        onChange={setShown}
        tabs={[
          { value: 'room', label: t('people.inRoom'), count: everyone.length, content: <InRoom /> },
          { value: 'hands', label: t('people.raisedHands'), count: 4, content: <Hands /> },
        ]}
      />
    </Panel>
  );
}

function InRoom() {
  const { t } = useText();
  return (
    <PeopleList label={t('people.inRoom')}>
      {everyone.map((person, at) => (
        <PersonRow
          key={person.id}
          name={person.name}
          avatarUrl={portraitUrl(person)}
          self={person === sofia}
          note={t(person === sofia ? 'role.host' : person === jonas ? 'role.moderator' : 'role.attendee')}
          microphone={person === mei || person === sofia ? 'off' : 'on'}
          camera="on"
          speaking={person === amara}
          quality={person === david ? 'fair' : 'good'}
          actions={at === 4 ? [] : tileEntries(person)}
        />
      ))}
    </PeopleList>
  );
}

function Hands() {
  const { t } = useText();
  const queue = [ruth, jonas, mei, sofia];
  return (
    <PeopleList
      label={t('people.raisedHands')}
      note={`${t('people.position', { position: 4 })} ${t('people.before', { count: 3 })}`}
    >
      {queue.map((person, at) => (
        <PersonRow
          key={person.id}
          name={person.name}
          avatarUrl={portraitUrl(person)}
          position={at + 1}
          self={person === sofia}
          note={t('people.waitingMinutes', { count: 4 - at })}
          action={
            at === 0 ? (
              <Button tone="primary">{t('people.invite')}</Button>
            ) : person === sofia ? (
              <Button tone="quiet">{t('people.lower')}</Button>
            ) : undefined
          }
          actions={tileEntries(person)}
        />
      ))}
    </PeopleList>
  );
}
