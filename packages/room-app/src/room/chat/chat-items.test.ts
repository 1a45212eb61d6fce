import { expect, it } from 'vitest';
import { createEnglishText } from '@cloudmeet/ui';
import { idOf, me, message, person } from '../../../tests/fake-room/people.ts';
import { chatItems } from './chat-items.ts';

const { t } = createEnglishText();
const jonas = person('Jonas Weber');
const participants = { [jonas.id]: jonas, [me.id]: me };
const none = { marks: [], myId: me.id, participants };

it('puts what happened between the messages in its place', () => {
  const marks = [
    { id: 'm1', kind: 'joined' as const, name: 'Mei', atMs: Date.parse('2026-11-20T10:05:00Z') },
  ];
  const messages = [message('Jonas Weber', '10:03', 'first'), message('Jonas Weber', '10:16', 'second')];
  const items = chatItems({ ...none, messages, marks }, t);
  expect(items.map((item) => item.text)).toEqual(['first', 'Mei joined', 'second']);
});

it('knows my own messages and those for me alone', () => {
  const messages = [
    message(me.name, '10:01', 'mine', { to: jonas.id }),
    message('Jonas Weber', '10:02', 'for me', { to: me.id }),
    message('Jonas Weber', '10:03', 'for all'),
  ];
  const items = chatItems({ ...none, messages }, t);
  expect(items).toMatchObject([
    { self: true, direct: { toName: 'Jonas Weber' } },
    { self: false, direct: 'to-you' },
    { self: false, direct: undefined },
  ]);
});

it('keeps the name of somebody who has left', () => {
  const [item] = chatItems({ ...none, messages: [message('Gone Person', '10:01', 'bye')] }, t);
  expect(item).toMatchObject({ authorName: 'Gone Person', authorId: idOf('par', 'Gone Person') });
});
