import { createContext, useContext } from 'react';
import type { ConsolePageConfig } from '@cloudmeet/contracts';

const ConfigContext = createContext<ConsolePageConfig>({ apiUrl: '', roomUrl: '', nonce: '' });

/** Gives every page below it the deployment's addresses. */
export const ConfigProvider = ConfigContext.Provider;

/** The addresses of this deployment. */
export const useConfig = (): ConsolePageConfig => useContext(ConfigContext);
