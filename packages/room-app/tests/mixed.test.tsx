import { act, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LayoutMap, Participant, RoomState } from '@cloudmeet/contracts';
import { initialMix } from '@cloudmeet/room-engine';
import { inRoom, me, person } from './fake-room/people.ts';
import { openPage } from './support/open-page.tsx';

const amara = person('Amara Okafor');
const jonas = person('Jonas Weber', { audio: false });

function mapOf(people: readonly Participant[], change: Partial<LayoutMap> = {}): LayoutMap {
  const tiles = people.map(({ id, video }, at) => ({
    participantId: id,
    kind: 'camera' as const,
    hasVideo: video,
    x: at * 400,
    y: 0,
    width: 392,
    height: 220,
  }));
  return { number: 1, tiles, unseen: 0, ...change };
}

function openMixed(map: LayoutMap | null, change: Partial<RoomState> = {}) {
  const mixer = { id: 'mix_000000000000000000000000', generation: 1 };
  const state = inRoom([amara, jonas], { topology: 'mixed', mixer, ...change });
  return openPage({
    state: { ...state, mix: { ...initialMix, link: 'connected', map } },
    size: { width: 1200, height: 700 },
  });
}

async function stage(): Promise<HTMLElement> {
  return screen.findByRole('region', { name: 'People and shared content' });
}
const figures = (within_: HTMLElement): string[] =>
  within(within_)
    .getAllByRole('figure')
    .map((one) => one.getAttribute('aria-label') ?? '');

// what a mixed room is shown with comes in a chunk of its own
beforeAll(() => import('../src/room/mixed/mixed-part.ts'));

describe('a mixed room', () => {
  it('is one picture with everybody’s name over it, in reading order', async () => {
    await openMixed(mapOf([jonas, amara, me]));
    await screen.findByRole('figure', { name: 'Jonas Weber' });
    const all = figures(await stage());
    expect(all).toEqual(['Jonas Weber', 'Amara Okafor', 'Sofia Lindqvist (you)']);
    expect((await stage()).querySelectorAll('[data-over]')).toHaveLength(2);
  });

  it('keeps a tile’s element when the map changes', async () => {
    const { change } = await openMixed(mapOf([jonas, amara, me]));
    const before = await screen.findByRole('figure', { name: 'Amara Okafor' });
    await change({ mix: { ...initialMix, link: 'connected', map: mapOf([amara, me], { number: 2 }) } });
    expect(screen.getByRole('figure', { name: 'Amara Okafor' })).toBe(before);
    expect(screen.queryByRole('figure', { name: 'Jonas Weber' })).toBeNull();
  });

  it('stands somebody without a camera as an avatar on a ground of its own', async () => {
    const without = { ...jonas, video: false };
    await openMixed(mapOf([without, me]));
    const tile = await screen.findByRole('figure', { name: 'Jonas Weber' });
    expect(tile.hasAttribute('data-over')).toBe(false);
    expect(within(tile).getByText('Jonas Weber’s camera is off')).toBeTruthy();
  });

  it('says how many are not in the picture', async () => {
    await openMixed(mapOf([amara, me], { unseen: 1 }));
    expect(await screen.findByRole('button', { name: /1 more/ })).toBeTruthy();
  });

  it('shows who is there before the first picture', async () => {
    await openMixed(null);
    await screen.findByRole('figure', { name: 'Amara Okafor' });
    expect(figures(await stage())).toHaveLength(3);
  });

  it('makes whom I pinned large by cutting the picture up, for me alone', async () => {
    const { page, called } = await openMixed(mapOf([jonas, amara, me]));
    await screen.findByRole('figure', { name: 'Amara Okafor' });
    act(() => void page.store.dispatch({ type: 'view/viewChanged', payload: { pinned: amara.id } }));
    expect(figures(await stage())[0]).toBe('Amara Okafor');
    expect(screen.getByLabelText('Video of Amara Okafor')).toBeTruthy();
    expect(called()).toEqual([]);
  });
});

describe('what a mixed room says of itself', () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
  afterEach(() => void vi.useRealTimers());

  it('says nothing of a step that is made within two seconds, and calmly of one that takes longer', async () => {
    await openMixed(null, { topology: 'p2p', preparing: 'mixed' });
    await act(() => vi.advanceTimersByTimeAsync(1_500));
    expect(screen.queryByText('Moving to a larger room')).toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(1_500));
    expect(screen.getByText('Moving to a larger room')).toBeTruthy();
  });

  it('says that the servers are full and what to do, while no mixer is to be had', async () => {
    await openMixed(null, { mixer: null });
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    expect(screen.getByText('The video servers are full.')).toBeTruthy();
    expect(screen.getByText(/You can stay and write/)).toBeTruthy();
  });
});
