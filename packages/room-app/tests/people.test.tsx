import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { defaultPolicies } from '@cloudmeet/contracts';
import type { Role } from '@cloudmeet/contracts';
import { idOf, inRoom, me, person } from './fake-room/people.ts';
import { openPage } from './support/open-page.tsx';
import type { PageWish } from './support/open-page.tsx';

const as = (role: Role) => person(me.name, { role });
const jonas = person('Jonas Weber');
const ruth = person('Ruth Adeyemi', { role: 'host' });
const waiting = Object.fromEntries(
  ['Eli Navarro', 'Grace Mbeki'].map((name, at) => {
    const id = idOf('par', name);
    return [id, { id, name, since: `2026-11-20T10:2${String(at)}:00.000Z` }];
  }),
);

async function openPeople(wish: PageWish) {
  const opened = await openPage({ ...wish, view: { panel: 'people', ...wish.view } });
  // the panel itself is there while its code loads; the tabs come with it
  await screen.findByRole('tablist');
  return { ...opened, panel: screen.getByRole('complementary', { name: 'People' }) };
}

async function actionsFor(name: string, wish: PageWish): Promise<string[]> {
  const { user, panel } = await openPeople(wish);
  const button = within(panel).queryByRole('button', { name: `Actions for ${name}` });
  if (!button) return [];
  await user.click(button);
  await screen.findByRole('menu');
  return screen.getAllByRole('menuitem').map((item) => item.textContent ?? '');
}

describe('what can be done with a person', () => {
  it.each<[Role, string[]]>([
    [
      'host',
      [
        'Pin for me',
        'Spotlight for everyone',
        'Mute',
        'Stop video',
        'Message Jonas Weber',
        'Make host',
        'Make moderator',
        'Remove from room',
      ],
    ],
    [
      'moderator',
      [
        'Pin for me',
        'Spotlight for everyone',
        'Mute',
        'Stop video',
        'Message Jonas Weber',
        'Remove from room',
      ],
    ],
    ['attendee', ['Pin for me', 'Message Jonas Weber']],
  ])('by a %s is what the role allows', async (role, expected) => {
    expect(await actionsFor(jonas.name, { state: inRoom([jonas], {}, as(role)) })).toEqual(expected);
  });

  it('never includes removing a host', async () => {
    const actions = await actionsFor(ruth.name, { state: inRoom([ruth], {}, as('moderator')) });
    expect(actions).toContain('Mute');
    expect(actions).not.toContain('Remove from room');
  });

  it('leaves out messages where the room has none', async () => {
    const policies = { ...defaultPolicies, 'chat.direct': 'off' as const };
    expect(await actionsFor(jonas.name, { state: inRoom([jonas], { policies }, as('attendee')) })).toEqual([
      'Pin for me',
    ]);
  });

  it('invites to speak where the room asks for it, with exactly what is missing', async () => {
    const policies = { ...defaultPolicies, 'media.publish': 'on-request' as const };
    const { user, panel, room } = await openPeople({ state: inRoom([jonas], { policies }) });
    await user.click(within(panel).getByRole('button', { name: 'Actions for Jonas Weber' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Invite to speak' }));
    expect(room.calls).toEqual([{ name: 'invite', args: [jonas.id, ['media.publish']] }]);
  });

  it('asks before somebody is removed', async () => {
    const { user, room } = await openPeople({ state: inRoom([jonas]), view: { removing: jonas.id } });
    const dialog = await screen.findByRole('dialog', { name: 'Remove Jonas Weber from the room?' });
    expect(room.calls).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Remove Jonas Weber' }));
    expect(room.calls).toEqual([{ name: 'remove', args: [jonas.id] }]);
  });
});

describe('raised hands', () => {
  const hands = [jonas.id, me.id];

  it('stand in order, with my own place in words', async () => {
    const { panel } = await openPeople({
      state: inRoom([jonas], { hands }, as('attendee')),
      view: { peopleTab: 'hands' },
    });
    expect(within(panel).getByText('You are number 2. 1 person speaks before you.')).toBeTruthy();
    expect(within(panel).queryByRole('button', { name: 'Lower all hands' })).toBeNull();
  });

  it('let the first one in: invited, and the hand down', async () => {
    const { user, panel, room } = await openPeople({
      state: inRoom([jonas], { hands }),
      view: { peopleTab: 'hands' },
    });
    await user.click(within(panel).getByRole('button', { name: 'Invite' }));
    expect(room.calls).toEqual([
      { name: 'invite', args: [jonas.id, ['media.publish']] },
      { name: 'lowerHand', args: [jonas.id] },
    ]);
  });

  it('say what the place is for while there are none', async () => {
    const { panel } = await openPeople({ state: inRoom([jonas]), view: { peopleTab: 'hands' } });
    expect(within(panel).getByText('No hands are raised.')).toBeTruthy();
  });
});

describe('the door', () => {
  it('tells a host who waits, and lets all in at once', async () => {
    const { user, room } = await openPage({ state: inRoom([jonas], { waiting }) });
    expect(screen.getByText('2 people are waiting')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Admit all' }));
    expect(room.calls.map(({ name, args }) => [name, args[0]])).toEqual(
      ['Eli Navarro', 'Grace Mbeki'].map((name) => ['admit', idOf('par', name)]),
    );
  });

  it('says nothing of it to an attendee', async () => {
    await openPage({ state: inRoom([jonas], { waiting }, as('attendee')) });
    expect(screen.queryByText('2 people are waiting')).toBeNull();
  });

  it('lists everyone who waits, each with a way in and a way out', async () => {
    const { user, panel, room } = await openPeople({
      state: inRoom([jonas], { waiting }),
      view: { peopleTab: 'waiting' },
    });
    await user.click(within(panel).getByRole('button', { name: 'Deny Grace Mbeki' }));
    await user.click(within(panel).getByRole('button', { name: 'Admit Eli Navarro' }));
    expect(room.calls.map(({ name }) => name)).toEqual(['deny', 'admit']);
  });
});

describe('the panel', () => {
  it('closes with Escape and gives the focus back to its control', async () => {
    const { user } = await openPage({ state: inRoom([jonas]) });
    await user.click(screen.getByRole('button', { name: /^People/ }));
    (await screen.findByRole('tab', { name: /In the room/ })).focus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /^People/ }));
  });

  it('finds a person by name once there are many', async () => {
    const many = Array.from({ length: 9 }, (_, at) => person(`Guest ${String(at)}`));
    const { user, panel } = await openPeople({ state: inRoom(many) });
    await user.type(within(panel).getByRole('searchbox', { name: 'Find a person' }), 'guest 7');
    expect(within(panel).getAllByRole('listitem')).toHaveLength(1);
    await user.type(within(panel).getByRole('searchbox'), 'xyz');
    expect(within(panel).getByText('Nobody here has that name.')).toBeTruthy();
  });
});
