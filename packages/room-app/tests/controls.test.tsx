import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { CloudMeetError, defaultPolicies } from '@cloudmeet/contracts';
import type { Role } from '@cloudmeet/contracts';
import { idOf, inRoom, me, message, names, person } from './fake-room/people.ts';
import { blankState } from './fake-room/fake-store.ts';
import { openPage } from './support/open-page.tsx';

const others = names.slice(0, 2).map((name) => person(name));
const bar = () => screen.getByRole('toolbar', { name: 'Call controls' });
const control = (name: string | RegExp) => within(bar()).getByRole('button', { name });
const as = (role: Role) => person(me.name, { role });

// the test document has no getDisplayMedia, which the share button asks for when its module is loaded
vi.hoisted(() => {
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: { getDisplayMedia: () => Promise.reject(new Error('not in this test')) },
  });
});

describe('the bar', () => {
  it('stands in the order that people reach', async () => {
    await openPage({ state: inRoom(others) });
    const labels = within(bar())
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label') ?? button.textContent?.replace(/\d+$/, ''));
    expect(labels).toEqual([
      'Mute',
      'Microphone and speaker',
      'Stop video',
      'Camera',
      'Share',
      'Raise hand',
      'React',
      'Chat',
      'People, 3 people here',
      'More',
      'Leave',
    ]);
  });

  it('names what pressing will do, and does it', async () => {
    const { user, room, change } = await openPage({ state: inRoom(others) });
    await user.click(control('Mute'));
    expect(room.calls.at(-1)).toEqual({ name: 'setAudio', args: [false] });
    const { media } = room.store.getState();
    await change({ media: { ...media, audio: { status: 'off', error: null } } });
    await user.click(control('Unmute'));
    expect(room.calls.at(-1)).toEqual({ name: 'setAudio', args: [true] });
    await user.click(control('Stop video'));
    expect(room.calls.at(-1)).toEqual({ name: 'setVideo', args: [false] });
    await user.click(control('Share'));
    expect(room.calls.at(-1)).toEqual({ name: 'startScreenShare', args: [] });
    await user.click(control('Raise hand'));
    expect(room.calls.at(-1)).toEqual({ name: 'raiseHand', args: [] });
  });

  it('has no buttons for what an attendee may not do', async () => {
    const policies = { ...defaultPolicies, 'media.publish': 'off' as const, 'screen.share': 'off' as const };
    await openPage({ state: inRoom(others, { policies }, as('attendee')) });
    for (const name of ['Mute', 'Unmute', 'Stop video', 'Share']) {
      expect(within(bar()).queryByRole('button', { name })).toBeNull();
    }
    expect(control('Raise hand')).toBeTruthy();
  });

  it('gives the buttons back the moment somebody lets me speak, and says so', async () => {
    const policies = { ...defaultPolicies, 'media.publish': 'on-request' as const };
    const mine = as('attendee');
    const { change, room } = await openPage({ state: inRoom(others, { policies }, mine) });
    expect(within(bar()).queryByRole('button', { name: 'Mute' })).toBeNull();
    const now = room.store.getState().room;
    const invited = { ...mine, granted: ['media.publish' as const] };
    await change({ room: { ...now, participants: { ...now.participants, [mine.id]: invited } } });
    expect(control('Mute')).toBeTruthy();
    expect(screen.getByText('You may speak and show your camera now.')).toBeTruthy();
  });

  it('changes devices from the caret beside the microphone', async () => {
    const { user, room } = await openPage({ state: inRoom(others) });
    await user.click(control('Microphone and speaker'));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Podcaster 2' }));
    expect(room.calls.at(-1)).toEqual({ name: 'setInputDevices', args: [{ audioDeviceId: 'mic-2' }] });
  });

  it('sends the reaction that was picked', async () => {
    const { user, room } = await openPage({ state: inRoom(others) });
    await user.click(control('React'));
    await user.click(await screen.findByRole('menuitem', { name: 'Applause' }));
    expect(room.calls.at(-1)).toEqual({ name: 'react', args: ['👏'] });
  });

  it('counts unread messages of others, until the chat is open', async () => {
    const chat = [message('Jonas Weber', '10:03', 'Hi'), message(me.name, '10:04', 'Hello')];
    const { user } = await openPage({ state: inRoom(others, { chat }) });
    await user.click(control(/^Chat.*1 unread message$/));
    expect(control('Chat').getAttribute('aria-expanded')).toBe('true');
  });
});

describe('when something does not work', () => {
  it('tells the seventh publisher why, and what they can do', async () => {
    const { user } = await openPage({
      state: inRoom(others),
      answers: { setAudio: () => Promise.reject(new CloudMeetError('publish-limit')) },
    });
    await user.click(control('Mute'));
    expect(
      await screen.findByText(/Six people already share sound or video\. You can watch, listen/),
    ).toBeTruthy();
  });

  it('says nothing when I chose not to share after all', async () => {
    const { user } = await openPage({
      state: inRoom(others),
      answers: { startScreenShare: () => Promise.reject(new CloudMeetError('share-cancelled')) },
    });
    await user.click(control('Share'));
    expect(screen.queryByText(/Nothing was chosen/)).toBeNull();
  });

  it('shows what the room could not do by itself', async () => {
    const { room, page } = await openPage({ state: inRoom(others) });
    room.emit('nonfatal-error', { error: new CloudMeetError('flooding').toWire() });
    room.emit('nonfatal-error', { error: new CloudMeetError('flooding').toWire() });
    await vi.waitFor(() => expect(page.store.getState().notices).toHaveLength(1));
    expect(page.store.getState().notices.map(({ text }) => text)).toEqual([
      'That was too much in a short time.',
    ]);
  });

  it('does not trouble anybody with what the engine starts over by itself', async () => {
    const { room, page } = await openPage({ state: inRoom(others) });
    room.emit('nonfatal-error', { error: new CloudMeetError('internal').toWire() });
    room.emit('nonfatal-error', { error: new CloudMeetError('flooding').toWire() });
    await vi.waitFor(() => expect(page.store.getState().notices).toHaveLength(1));
    expect(page.store.getState().notices.map(({ text }) => text)).toEqual([
      'That was too much in a short time.',
    ]);
  });
});

describe('leaving', () => {
  it('is one press for an attendee', async () => {
    const { user, called } = await openPage({ state: inRoom(others, {}, as('attendee')) });
    await user.click(control('Leave'));
    expect(called()).toEqual(['leave']);
  });

  it('asks a host whether to leave or to end, and ends only after a second question', async () => {
    const { user, called } = await openPage({ state: inRoom(others) });
    await user.click(control('Leave'));
    await user.click(await screen.findByRole('menuitem', { name: 'End for everyone' }));
    const dialog = await screen.findByRole('dialog', { name: 'End the call for everyone?' });
    expect(called()).toEqual([]);
    expect(within(dialog).getByText('3 people are in the room.')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'End for everyone' }));
    expect(called()).toEqual(['end']);
  });
});

describe('the more menu', () => {
  const entries = async (role: Role) => {
    const { user } = await openPage({ state: inRoom(others, {}, as(role)) });
    await user.click(control('More'));
    await screen.findByRole('menu');
    return screen.getAllByRole('menuitem').map((item) => item.textContent);
  };

  it.each<[Role, string[]]>([
    ['host', ['Lock the room', 'Mute everyone', 'What attendees may do']],
    ['moderator', ['Lock the room', 'Mute everyone']],
    ['attendee', []],
  ])('offers a %s exactly the powers of the role', async (role, powers) => {
    const all = ['Lock the room', 'Mute everyone', 'What attendees may do'];
    expect((await entries(role)).filter((entry) => all.includes(entry ?? ''))).toEqual(powers);
  });

  it('locks the room', async () => {
    const { user, room } = await openPage({ state: inRoom(others) });
    await user.click(control('More'));
    await user.click(await screen.findByRole('menuitem', { name: 'Lock the room' }));
    expect(room.calls).toEqual([{ name: 'lock', args: [true] }]);
  });

  it('changes what attendees may do', async () => {
    const { user, room } = await openPage({ state: inRoom(others), view: { dialog: 'policies' } });
    await user.click(await screen.findByRole('combobox', { name: 'Show their camera' }));
    await user.click(await screen.findByRole('option', { name: 'When they are invited' }));
    expect(room.calls).toEqual([
      { name: 'updatePolicy', args: [{ 'media.publish': { audio: 'allowed', video: 'on-request' } }] },
    ]);
  });
});

describe('the top line', () => {
  it('says what this is, since when, and how well I am connected', async () => {
    await openPage({ state: inRoom(others) });
    expect(screen.getByRole('heading', { name: 'Atlas weekly review' })).toBeTruthy();
    expect(screen.getByRole('timer')).toBeTruthy();
    expect(screen.getByText('Good connection')).toBeTruthy();
  });

  it('keeps the picture and says calmly that it is coming back', async () => {
    const { change } = await openPage({ state: inRoom(others) });
    await change({ connection: { ...blankState.connection, status: 'reconnecting', attempt: 1 } });
    expect(screen.getByText('Connection lost. Reconnecting.')).toBeTruthy();
    expect(screen.getByRole('figure', { name: others[0]?.name ?? '' })).toBeTruthy();
    await change({ connection: { ...blankState.connection, status: 'joined' } });
    expect(screen.getByText('You are back.')).toBeTruthy();
  });

  it('marks a locked room', async () => {
    await openPage({ state: inRoom(others, { locked: true }) });
    expect(screen.getByText('Locked')).toBeTruthy();
  });
});

it('offers to turn the sound on where the browser keeps it off', async () => {
  const { user, page } = await openPage({ state: inRoom(others), view: { soundBlocked: true } });
  await user.click(screen.getByRole('button', { name: 'Turn on sound' }));
  expect(page.store.getState().view.soundBlocked).toBe(false);
});

it('shows who presents, and gives my own screen a way to stop', async () => {
  const sharing = inRoom([person('Jonas Weber', { screen: true })]);
  const media = sharing.media ?? blankState.media;
  const { user, called } = await openPage({
    state: { ...sharing, media: { ...media, screen: { status: 'on', error: null, withAudio: false } } },
  });
  expect(screen.getByText('Jonas Weber presents')).toBeTruthy();
  const own = screen.getByText('You are sharing your screen').closest('[role="status"]');
  await user.click(within(own as HTMLElement).getByRole('button', { name: 'Stop sharing' }));
  expect(called()).toEqual(['stopScreenShare']);
});

it('numbers raised hands in the order they went up', async () => {
  await openPage({ state: inRoom(others, { hands: [idOf('par', names[1]), me.id] }) });
  expect(screen.getByText('Hand raised, number 1')).toBeTruthy();
  expect(screen.getByText('Hand raised, number 2')).toBeTruthy();
});
