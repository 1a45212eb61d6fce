import { MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import { Provider } from 'react-redux';
import { BrowserRouter } from 'react-router';
import type { ConsolePageConfig } from '@cloudmeet/contracts';
import { ConfigProvider } from '../config/use-config.ts';
import { useScheme } from '../look/use-scheme.ts';
import type { Credentials } from '../session/credentials.ts';
import { CredentialsProvider } from '../session/use-credentials.ts';
import type { Store } from '../store.ts';
import type { ConsoleText } from '../text/console-text.ts';
import { ConsoleTextProvider, useConsoleText } from '../text/use-console-text.tsx';
import { mantineTheme, mantineVariables } from '../theme/mantine-theme.ts';
import { AppRoutes } from './app-routes.tsx';
import { Notices } from '../notices/notices.tsx';

export interface AppProps {
  store: Store;
  text: ConsoleText;
  config: ConsolePageConfig;
  credentials: Credentials;
}

/** The whole console: everything that pages share, and the page at this address. */
export function App({ store, text, config, credentials }: AppProps) {
  return (
    <Provider store={store}>
      <ConfigProvider value={config}>
        <CredentialsProvider value={credentials}>
          <ConsoleTextProvider text={text}>
            <Look nonce={config.nonce}>
              <BrowserRouter>
                <AppRoutes />
                <Notices />
              </BrowserRouter>
            </Look>
          </ConsoleTextProvider>
        </CredentialsProvider>
      </ConfigProvider>
    </Provider>
  );
}

/** Scheme, language and Mantine's theme on the document. */
function Look({ nonce, children }: { nonce: string; children: React.ReactNode }) {
  const scheme = useScheme();
  const { language } = useConsoleText();
  useEffect(() => {
    document.documentElement.dataset['cmTheme'] = scheme;
    document.documentElement.lang = language;
  }, [scheme, language]);
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={mantineVariables}
      forceColorScheme={scheme}
      getStyleNonce={() => nonce}
    >
      {children}
    </MantineProvider>
  );
}
