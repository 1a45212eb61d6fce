import { createContext, useContext } from 'react';
import { createCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';

const nobody = createCredentials(() => Promise.resolve(undefined));
const CredentialsContext = createContext<Credentials>(nobody);

export const CredentialsProvider = CredentialsContext.Provider;

/** The credentials of this page: for signing in and out. Requests use them by themselves. */
export const useCredentials = (): Credentials => useContext(CredentialsContext);
