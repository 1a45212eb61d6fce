import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CloudMeetError } from '@cloudmeet/contracts';
import type { ErrorCode } from '@cloudmeet/contracts';
import type { ConnectionStatus } from '@cloudmeet/room-engine';
import { themeChanged } from '../src/page/view-slice.ts';
import type { PageProblem } from '../src/page/view-slice.ts';
import { beforeJoining, inRoom, person } from './fake-room/people.ts';
import { blankState } from './fake-room/fake-store.ts';
import { openPage } from './support/open-page.tsx';

function after(status: ConnectionStatus, code?: ErrorCode) {
  const error = code ? new CloudMeetError(code).toWire() : null;
  return { ...beforeJoining(), connection: { ...blankState.connection, status, error } };
}

const endings: [
  status: ConnectionStatus,
  code: ErrorCode | undefined,
  title: string,
  button: string | null,
][] = [
  ['left', undefined, 'You left the call.', 'Join again'],
  ['ended', 'room-ended', 'The call has ended.', null],
  ['removed', 'removed', 'You were removed from the room.', null],
  ['replaced', 'replaced', 'You joined from another window.', 'Continue here'],
  ['denied', 'lobby-denied', 'You were not let in.', 'Try again'],
  ['failed', undefined, 'We could not reconnect.', 'Join again'],
  ['failed', 'resume-expired', 'We could not reconnect.', 'Join again'],
  ['failed', 'room-full', 'The room is full.', 'Try again'],
  ['failed', 'room-locked', 'The room is locked.', 'Try again'],
  ['failed', 'unavailable', 'The room cannot be reached right now.', 'Try again'],
  ['failed', 'token-expired', 'This link has expired.', null],
  ['failed', 'token-signature-invalid', 'This link does not work.', null],
  ['failed', 'token-room-mismatch', 'This link is for another room.', null],
  ['failed', 'already-in-room', 'You are already in this room.', 'Try again'],
];

describe('every way a visit can end', () => {
  it.each(endings)('%s (%s): %s', async (status, code, title, button) => {
    await openPage({ state: after(status, code) });
    const heading = screen.getByRole('heading', { name: title });
    expect(document.activeElement).toBe(heading);
    expect(screen.queryAllByRole('button').map(({ textContent }) => textContent)).toEqual(
      button ? [button] : [],
    );
  });
});

const problems: [problem: PageProblem, title: string][] = [
  ['no-token', 'This link is incomplete.'],
  ['insecure-context', 'This page is not on a secure connection.'],
  ['webrtc-unsupported', 'This browser cannot join calls.'],
  ['origin-not-allowed', 'This page may not show the room.'],
  ['protocol-mismatch', 'This page is out of date.'],
  ['load-failed', 'The room did not load.'],
  ['timeout', 'The page around this room does not answer.'],
];

describe('every reason to show no room at all', () => {
  it.each(problems)('%s: %s', async (problem, title) => {
    await openPage({ view: { problem } });
    expect(screen.getByRole('heading', { name: title })).toBeTruthy();
  });
});

describe('coming back', () => {
  it('goes through the prejoin screen where the visit began there', async () => {
    const { user, called } = await openPage({ state: after('left') });
    await user.click(screen.getByRole('button', { name: 'Join again' }));
    expect(called()).toEqual(['connect']);
  });

  it('goes straight in, with a fresh token of the page around, where it came straight in', async () => {
    const { user, room, page } = await openPage({
      state: after('replaced'),
      embedded: true,
      view: { prejoin: false, wish: { name: 'Ada', audio: true, video: false } },
    });
    page.parent.channel = { request: async () => ({ token: 'fresh' }) };
    await user.click(screen.getByRole('button', { name: 'Continue here' }));
    expect(room.calls).toEqual([
      { name: 'connect', args: ['fresh'] },
      { name: 'join', args: [{ name: 'Ada', audio: true, video: false }] },
    ]);
  });
});

it('waits at the door, sees itself, and can stop waiting', async () => {
  const { user, called } = await openPage({ state: after('waiting') });
  expect(screen.getByRole('heading', { name: 'A host will let you in.' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Stop waiting' }));
  expect(called()).toEqual(['leave']);
});

describe('in the tenant’s own words', () => {
  const texts = {
    welcome: { en: 'Have your card ready.' },
    waiting: { en: '<b>The doctor</b> lets you in.', el: 'Ο γιατρός σας ανοίγει.' },
    ended: { el: 'Σας ευχαριστούμε.' },
  };
  const supportUrl = 'https://example.com/help';
  const view = { theme: { texts, supportUrl } };

  it('greets before joining, and waits at the door under the tenant’s mark, markup being text', async () => {
    const { change, page } = await openPage({ state: beforeJoining(), view });
    expect(screen.getByText('Have your card ready.')).toBeTruthy();
    await change(after('waiting'));
    expect(screen.getByText('<b>The doctor</b> lets you in.').lang).toBe('en');
    expect(screen.queryByText(/They know that you are here/)).toBeNull();
    expect(screen.getByText('Northwind Studio')).toBeTruthy();
    await act(async () => page.text.setLanguage('el'));
    expect(screen.getByText('Ο γιατρός σας ανοίγει.').lang).toBe('el');
  });

  it('says goodbye in the language it has, with the way to help', async () => {
    await openPage({ state: after('left'), view });
    expect(screen.getByText('Σας ευχαριστούμε.').lang).toBe('el');
    expect(screen.getByRole('link', { name: 'Get help' })).toMatchObject({
      href: supportUrl,
      target: '_blank',
      rel: 'noopener noreferrer',
    });
  });

  it('says what failed in ours, with the way to help', async () => {
    await openPage({ state: after('failed', 'room-full'), view });
    expect(screen.queryByText('Σας ευχαριστούμε.')).toBeNull();
    expect(screen.getByRole('link', { name: 'Get help' })).toBeTruthy();
  });

  it('shows the way to help where no room can be shown, and none where the tenant gave none', async () => {
    const { page } = await openPage({ view: { ...view, problem: 'no-token' } });
    expect(screen.getByRole('link', { name: 'Get help' })).toBeTruthy();
    await act(async () => page.store.dispatch(themeChanged({ supportUrl: undefined })));
    expect(screen.queryByRole('link')).toBeNull();
  });
});

it('begins a later meeting with nothing of the one before but the look', async () => {
  const { page, room } = await openPage({
    state: inRoom([person('Jonas Weber')]),
    view: { chatDraft: 'secret', pinned: 'x', panel: 'people', theme: { radius: 4 }, singleKeys: false },
  });
  room.emit('nonfatal-error', { error: new CloudMeetError('flooding').toWire() });
  room.emit('left-meeting', { reason: 'left' });
  const { view, notices, moments } = page.store.getState();
  expect(view).toMatchObject({ chatDraft: '', pinned: null, panel: null, theme: { radius: 4 } });
  expect(notices).toEqual([]);
  expect(moments.marks).toEqual([]);
});
