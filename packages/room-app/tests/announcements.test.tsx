import { act, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { FrameParticipant } from '@cloudmeet/contracts';
import { inRoom, me, names, person } from './fake-room/people.ts';
import { blankState } from './fake-room/fake-store.ts';
import { openPage } from './support/open-page.tsx';

const jonas = person('Jonas Weber');
const state = inRoom([jonas, person(names[2])]);
const frame = (change: Partial<FrameParticipant> = {}): { participant: FrameParticipant } => ({
  participant: { id: jonas.id, userName: jonas.name, local: false, ...change } as FrameParticipant,
});
const said = (page: Awaited<ReturnType<typeof openPage>>['page']) =>
  page.store.getState().moments.announcement.text;

describe('screen readers are told', () => {
  it('who came, who went, whose hand is up', async () => {
    const { room, page } = await openPage({ state });
    const live = screen
      .getAllByRole('status')
      .find((element) => element.getAttribute('aria-live') === 'polite');
    await act(async () => room.emit('participant-joined', frame()));
    expect(live?.textContent).toBe('Jonas Weber joined');
    await act(async () => room.emit('hand-raised', frame()));
    expect(said(page)).toBe('Jonas Weber raised a hand');
    await act(async () => room.emit('participant-left', { ...frame(), reason: 'left' }));
    expect(said(page)).toBe('Jonas Weber left');
  });

  it('nothing of what I did myself', async () => {
    const { room, page } = await openPage({ state });
    await act(async () => room.emit('participant-joined', frame({ local: true, id: me.id })));
    await act(async () => room.emit('hand-raised', frame({ local: true, id: me.id })));
    expect(said(page)).toBe('');
  });

  it('what was written, unless the chat is open, which says it itself', async () => {
    const { room, page } = await openPage({ state });
    const message = { id: 'm', fromId: jonas.id, fromName: jonas.name, text: 'Hello', at: '' };
    await act(async () => room.emit('chat-message', message));
    expect(said(page)).toBe('Jonas Weber writes: Hello');
    const other = await openPage({ state, view: { panel: 'chat' } });
    await act(async () => other.room.emit('chat-message', message));
    expect(said(other.page)).toBe('');
  });
});

describe('I am told', () => {
  it('who muted me', async () => {
    const { room } = await openPage({ state });
    await act(async () => room.emit('stopped-by-other', { kind: 'audio', by: jonas.id }));
    expect(screen.getByText('Jonas Weber muted you.')).toBeTruthy();
    await act(async () => room.emit('stopped-by-other', { kind: 'video', by: null }));
    expect(screen.getByText('A host stopped your video.')).toBeTruthy();
  });

  it('that my role has changed', async () => {
    const { room, change } = await openPage({ state });
    const now = room.store.getState().room;
    const demoted = { ...me, role: 'moderator' as const };
    await change({ room: { ...now, participants: { ...now.participants, [me.id]: demoted } } });
    expect(screen.getByText('You are now Moderator.')).toBeTruthy();
  });

  it('that my connection is too weak for video, and when it is well again', async () => {
    const { change } = await openPage({ state });
    const network = blankState.peers.network;
    await change({
      peers: { ...blankState.peers, network: { ...network, quality: 'poor', limitedBy: 'uplink' } },
    });
    expect(screen.getByText(/too slow for video/)).toBeTruthy();
    await change({ peers: { ...blankState.peers, network } });
    expect(screen.getByText('Your connection is good again.')).toBeTruthy();
  });
});

it('shows a reaction for four seconds', async () => {
  vi.useFakeTimers();
  try {
    const { room } = await openPage({ state });
    await act(async () => room.emit('reaction', { participantId: jonas.id, reaction: '👏' }));
    expect(screen.getByText('Applause')).toBeTruthy();
    await act(async () => vi.advanceTimersByTime(4100));
    expect(screen.queryByText('Applause')).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});
