import { useState } from 'react';
import { ChatComposer, ChatList, IconButton, Panel, TrashIcon, useText } from '../src/index.ts';
import type { ChatItem } from '../src/index.ts';
import { amara, david, jonas, mei, sofia } from './people.ts';
import { portraitUrl } from './portrait.ts';
import type { Person } from './portrait.ts';

const at = (time: string) => Date.parse(`2025-11-20T${time}:00Z`);
const said = (person: Person, time: string, text: string, self = false): ChatItem => ({
  kind: 'message',
  id: `${person.id}-${time}-${text.length}`,
  authorId: person.id,
  authorName: person.name.split(' ')[0] ?? person.name,
  authorAvatarUrl: portraitUrl(person),
  atMs: at(time),
  text,
  self,
});

export const storyChat: ChatItem[] = [
  said(mei, '10:02', 'Hello from Kyoto. It is evening here.'),
  said(jonas, '10:03', 'Waiting for Sofia, two minutes.'),
  said(david, '10:04', 'Morning. I put the rollout plan in the deck, slide 4.'),
  { kind: 'system', id: 'recording', atMs: at('10:12'), text: 'Recording started' },
  said(mei, '10:15', 'Could we start with the Lisbon dates?'),
  said(mei, '10:15', 'They move everything else.'),
  said(jonas, '10:16', 'Yes, first item.'),
  said(amara, '10:22', 'Venue confirmed for the 14th. Contract comes tomorrow.'),
  said(sofia, '10:23', 'Wonderful, thank you!', true),
];

/** The chat panel as the room fills it. */
export function RoomChat({ items = storyChat, offReason }: { items?: ChatItem[]; offReason?: string }) {
  const { t } = useText();
  const [written, setWritten] = useState('');
  return (
    <Panel
      title={t('chat.title')}
      onClose={() => undefined}
      footer={
        <ChatComposer
          value={written}
          onChange={setWritten}
          onSend={() => setWritten('')}
          lengthMax={4000}
          offReason={offReason}
        />
      }
    >
      <ChatList
        items={items}
        nowMs={at('10:24')}
        timeZone="UTC"
        actionsFor={() => <IconButton label={t('chat.delete')} icon={<TrashIcon />} />}
      />
    </Panel>
  );
}
