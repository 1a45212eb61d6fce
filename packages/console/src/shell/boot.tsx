import { createRoot } from 'react-dom/client';
import { chooseLanguage, languages } from '@cloudmeet/ui';
import { requestRefresh } from '../api/request-refresh.ts';
import { readConfig } from '../config/read-config.ts';
import { readPreference } from '../config/preferences.ts';
import { asScheme } from '../look/look-slice.ts';
import { createCredentials } from '../session/credentials.ts';
import { restoreSession } from '../session/restore-session.ts';
import { createStore } from '../store.ts';
import { createConsoleText } from '../text/console-text.ts';
import { App } from './app.tsx';

/** Element of the page that the console is drawn in. */
const consoleElementId = 'cm-console';

/** Starts the console in a window: reads its configuration, asks whether somebody is signed in, and draws. */
export function boot(window: Window): void {
  const { document, navigator } = window;
  const element = document.getElementById(consoleElementId);
  const config = readConfig(document);
  if (!element || !config) throw new TypeError('This page was not served by the host of the console.');
  const wanted = languages.find((language) => language === readPreference(document, 'language'));
  const text = createConsoleText();
  // react-remove-scroll and its kind put style elements in: they look for the nonce here
  Object.assign(window, { __webpack_nonce__: config.nonce });
  const credentials = createCredentials(requestRefresh(config.apiUrl));
  const tenantId = readPreference(document, 'tenant');
  const store = createStore({
    services: { apiUrl: config.apiUrl, credentials },
    look: { scheme: asScheme(readPreference(document, 'scheme')) },
    session: { status: 'unknown', ...(tenantId === undefined ? {} : { tenantId }) },
  });
  const draw = () =>
    createRoot(element).render(<App store={store} text={text} config={config} credentials={credentials} />);
  text.setLanguage(wanted ?? chooseLanguage(navigator.languages)).then(draw, draw);
  restoreSession(store, credentials);
}
