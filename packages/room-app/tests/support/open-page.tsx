import { act, cleanup, configure, render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeAll, vi } from 'vitest';
import { preloadOverlays } from '@cloudmeet/ui';
import type { RoomActions, RoomEngineState } from '@cloudmeet/room-engine';
import { errorWords } from '../../src/page/notice-error.ts';
import { createRoomPage } from '../../src/page/create-room-page.ts';
import { PageProvider } from '../../src/page/page-context.tsx';
import type { RoomPage } from '../../src/page/room-page.ts';
import type { ViewState } from '../../src/page/view-slice.ts';
import { App } from '../../src/shell/app.tsx';
import { loadEndings } from '../../src/shell/load-endings.ts';
import { loadPrejoin } from '../../src/shell/load-prejoin.ts';
import { createFakeRoom } from '../fake-room/fake-room.ts';
import type { FakeRoom } from '../fake-room/fake-room.ts';
import { config } from './config.ts';

export interface PageWish {
  state?: Partial<RoomEngineState>;
  view?: Partial<ViewState>;
  answers?: Partial<RoomActions>;
  embedded?: boolean;
  /** Size of everything that measures itself, in px. */
  size?: { width: number; height: number };
}

export interface OpenPage {
  page: RoomPage;
  room: FakeRoom;
  user: ReturnType<typeof userEvent.setup>;
  /** Changes the room as the server would. */
  change: (parts: Partial<RoomEngineState>) => Promise<void>;
  /** Names of the actions that were called, in order. */
  called: () => string[];
}

// what comes in a chunk of its own takes as long as a busy machine needs to compile it
configure({ asyncUtilTimeout: 10_000 });

// screens come in chunks of their own; here they are loaded before, so that a test waits for one turn alone
beforeAll(async () => {
  await Promise.all([
    loadPrejoin(),
    loadEndings(),
    import('../../src/screens/status/waiting-screen.tsx'),
    import('../../src/screens/status/problem-screen.tsx'),
    import('../../src/keyboard/room-keys.ts'),
    preloadOverlays(),
    errorWords.load(),
    import('../../src/room/overlay/lobby.tsx'),
    import('../../src/room/people/person-menu.tsx'),
    import('../../src/room/chat/chat-panel.tsx'),
    import('../../src/room/people/people-panel.tsx'),
  ]);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** Draws the whole page with a room that does what the test says. */
export async function openPage(wish: PageWish = {}): Promise<OpenPage> {
  const { width, height } = wish.size ?? { width: 1440, height: 900 };
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, width, height));
  // browsers have it, the test document does not; what is reported fails the test
  vi.stubGlobal('reportError', (error: unknown) => {
    throw error;
  });
  const room = createFakeRoom(wish.state, wish.answers);
  const page = createRoomPage({
    config,
    room,
    embedded: wish.embedded ?? false,
    ...(wish.view ? { view: wish.view } : {}),
  });
  // async, so that screens whose code comes later are there when it resolves
  await act(async () => {
    render(
      <PageProvider page={page}>
        <App />
      </PageProvider>,
    );
  });
  return {
    page,
    room,
    user: userEvent.setup(),
    change: async (parts) => act(async () => room.change(parts)),
    called: () => room.calls.map(({ name }) => name),
  };
}
