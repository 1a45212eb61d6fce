import { configureStore } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';
import { api } from './api/api.ts';
import type { ApiServices } from './api/base-query.ts';
import { lookReducer } from './look/look-slice.ts';
import type { LookState } from './look/look-slice.ts';
import { noticesReducer } from './notices/notices-slice.ts';
import { sessionReducer } from './session/session-slice.ts';
import type { SessionState } from './session/session-slice.ts';

export interface StoreOptions {
  services: ApiServices;
  look: LookState;
  session: SessionState;
}

/** The checks cost more in tests and development than they find: the slices are small, the rest is RTK Query's. */
const unchecked = { immutableCheck: false, serializableCheck: false } as const;

/** The console's state: who is here, how it looks, and what the API answered. */
export function createStore({ services, look, session }: StoreOptions) {
  return configureStore({
    reducer: {
      [api.reducerPath]: api.reducer,
      look: lookReducer,
      notices: noticesReducer,
      session: sessionReducer,
    },
    preloadedState: { look, session },
    middleware: (defaults) =>
      defaults({ ...unchecked, thunk: { extraArgument: services } }).concat(api.middleware),
  });
}

export type Store = ReturnType<typeof createStore>;
export type State = ReturnType<Store['getState']>;
export const useAppDispatch = useDispatch.withTypes<Store['dispatch']>();
export const useAppSelector = useSelector.withTypes<State>();
