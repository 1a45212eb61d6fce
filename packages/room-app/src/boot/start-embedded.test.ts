import { expect, it, vi } from 'vitest';
import { embedError } from '@cloudmeet/contracts';
import type { Channel, CloseReason } from '@cloudmeet/frame-channel';
import { createFakeRoom } from '../../tests/fake-room/fake-room.ts';
import { config } from '../../tests/support/config.ts';
import { createRoomPage } from '../page/create-room-page.ts';
import { startEmbedded } from './start-embedded.ts';
import type { Listen } from './start-embedded.ts';

function setUp() {
  const room = createFakeRoom();
  return { room, page: createRoomPage({ config, room, embedded: true }) };
}

function channelOf(): { channel: Channel; end: (reason: CloseReason) => void } {
  const { promise: closed, resolve: end } = Promise.withResolvers<CloseReason>();
  const channel: Channel = {
    version: 1,
    closed,
    request: vi.fn(async () => ({ token: 'fresh' })),
    handle: vi.fn(() => () => undefined),
    emit: vi.fn(),
    on: vi.fn(() => () => undefined),
    close: vi.fn(),
  };
  return { channel, end };
}

const never: Listen = () => new Promise(() => undefined);

it('lets in the origins of the configuration and no others', async () => {
  const { page } = setUp();
  const listen = vi.fn<Listen>(() => Promise.reject(embedError('origin-not-allowed')));
  await startEmbedded(page, listen);
  expect(listen).toHaveBeenCalledExactlyOnceWith({ allowedOrigins: config.allowedOrigins });
});

it.each(['origin-not-allowed', 'protocol-mismatch', 'insecure-context'] as const)(
  'shows %s when the parent is refused for it',
  async (code) => {
    const { page } = setUp();
    await startEmbedded(page, () => Promise.reject(embedError(code)));
    expect(page.store.getState().view.problem).toBe(code);
  },
);

it('says that the page around is silent, and forgets it when it speaks after all', async () => {
  vi.useFakeTimers();
  try {
    const { page } = setUp();
    const { promise, resolve } = Promise.withResolvers<Channel>();
    const listen = vi.fn<Listen>().mockReturnValueOnce(promise).mockImplementation(never);
    void startEmbedded(page, listen);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(page.store.getState().view.problem).toBe('timeout');
    resolve(channelOf().channel);
    await vi.advanceTimersByTimeAsync(0);
    expect(page.store.getState().view.problem).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});

it('leaves the meeting when the parent goes, and serves the next one', async () => {
  const { page, room } = setUp();
  const { channel, end } = channelOf();
  const listen = vi.fn<Listen>().mockResolvedValueOnce(channel).mockImplementation(never);
  void startEmbedded(page, listen);
  await vi.waitFor(() => expect(page.parent.channel).toBe(channel));
  end('peer-gone');
  await vi.waitFor(() => expect(listen).toHaveBeenCalledTimes(2));
  expect(room.calls.map(({ name }) => name)).toEqual(['leave']);
  expect(page.parent.channel).toBeUndefined();
});
