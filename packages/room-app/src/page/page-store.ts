import { combineReducers, configureStore } from '@reduxjs/toolkit';
import { initialMoments, momentsReducer } from './moments-slice.ts';
import { noticeReducer } from './notice-slice.ts';
import { initialView, viewReducer } from './view-slice.ts';
import type { ViewState } from './view-slice.ts';

const reducer = combineReducers({ view: viewReducer, notices: noticeReducer, moments: momentsReducer });
export type PageState = ReturnType<typeof reducer>;

/** What only this page knows: the room itself is in the engine's store. */
export function createPageStore(view: Partial<ViewState> = {}) {
  return configureStore({
    reducer,
    devTools: false,
    preloadedState: { view: { ...initialView, ...view }, notices: [], moments: initialMoments },
    middleware: (defaults) =>
      defaults({ serializableCheck: false, immutableCheck: false, actionCreatorCheck: false }),
  });
}
export type PageStore = ReturnType<typeof createPageStore>;
