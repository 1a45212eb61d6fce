import { useCallback } from 'react';
import { api } from '../api/api.ts';
import { useAppDispatch } from '../store.ts';
import type { AccessGrant } from './credentials.ts';
import { signedIn, signedOut } from './session-slice.ts';
import { useCredentials } from './use-credentials.ts';

/** Goes on with what a sign-in handed over. */
export function useTakeGrant(): (grant: AccessGrant) => void {
  const credentials = useCredentials();
  const dispatch = useAppDispatch();
  return useCallback(
    (grant) => {
      credentials.take(grant);
      dispatch(api.util.resetApiState());
      dispatch(signedIn());
    },
    [credentials, dispatch],
  );
}

/** Ends the session at the server, and forgets everything that was read here. */
export function useSignOut(): () => Promise<void> {
  const credentials = useCredentials();
  const dispatch = useAppDispatch();
  const [signOut] = api.useSignOutMutation();
  return useCallback(async () => {
    await signOut({ refresh: {} });
    credentials.forget();
    dispatch(signedOut());
    dispatch(api.util.resetApiState());
  }, [signOut, credentials, dispatch]);
}
