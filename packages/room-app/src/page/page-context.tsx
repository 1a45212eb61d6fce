import { createContext, use, useMemo } from 'react';
import type { ReactNode } from 'react';
import { createSelectorHook, Provider, useSelector } from 'react-redux';
import type { ReactReduxContextValue } from 'react-redux';
import type { Room, RoomEngineState } from '@cloudmeet/room-engine';
import { TextProvider } from '@cloudmeet/ui';
import type { PageState } from './page-store.ts';
import type { RoomPage } from './room-page.ts';

const PageContext = createContext<RoomPage | null>(null);
const PageStoreContext = createContext<ReactReduxContextValue<PageState> | null>(null);

/** Gives every screen below it the room, the page's own store and the texts. */
export function PageProvider({ page, children }: { page: RoomPage; children: ReactNode }) {
  return (
    <PageContext value={page}>
      <Provider store={page.room.store}>
        <Provider store={page.store} context={PageStoreContext}>
          <TextProvider text={page.text}>{children}</TextProvider>
        </Provider>
      </Provider>
    </PageContext>
  );
}

/** The page that the component belongs to. */
export function usePage(): RoomPage {
  const page = use(PageContext);
  if (!page) throw new TypeError('usePage() needs a PageProvider above it.');
  return page;
}

/** Something of the room, as the engine's store has it. */
export const useRoomState: <Value>(
  selector: (state: RoomEngineState) => Value,
  equal?: (a: Value, b: Value) => boolean,
) => Value = useSelector;

/** Something that only this page knows. */
export const usePageState: <Value>(selector: (state: PageState) => Value) => Value =
  createSelectorHook(PageStoreContext);

/** What a person can do in the room; the same object for the life of the page. */
export function useActions(): Room['actions'] {
  return usePage().room.actions;
}

/** Changes what only this page knows. */
export function usePageDispatch(): RoomPage['store']['dispatch'] {
  const { store } = usePage();
  return useMemo(() => store.dispatch.bind(store), [store]);
}
