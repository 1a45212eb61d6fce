import { useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { requestRefresh } from '../src/api/request-refresh.ts';
import { createCredentials } from '../src/session/credentials.ts';
import { restoreSession } from '../src/session/restore-session.ts';
import { App } from '../src/shell/app.tsx';
import { createStore } from '../src/store.ts';
import { createConsoleText } from '../src/text/console-text.ts';
import '../src/theme/mantine.css';
import '../src/theme/page.css';

const apiUrl = 'http://console.invalid';

/** What the API answers by path; `never` does not answer, a number is a problem with that status. */
export type Answers = Record<string, object | number | 'never'>;

const me = {
  ...{ id: 'usr_1', email: 'sofia@example.com', name: 'Sofia Lindqvist', mfa: false },
  memberships: [{ tenantId: 'tnt_1', tenantName: 'Northwind Studio', role: 'owner' }],
};
const always: Answers = {
  '/v1/auth/refresh': { status: 'signed-in', accessToken: 'access-1', expiresInSeconds: 900 },
  '/v1/me': me,
};
const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' },
  });

/** Stands in for the network of the console's API; everything else goes where it went. */
function answering(answers: Answers, real: typeof fetch): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    if (!request.url.startsWith(apiUrl)) return real(input, init);
    const answer = { ...always, ...answers }[new URL(request.url).pathname] ?? 404;
    if (answer === 'never') return new Promise<Response>(() => undefined);
    if (typeof answer !== 'number') return json(answer);
    const problem = {
      type: 'urn:x',
      title: 'The service is not there.',
      code: 'unavailable',
      fix: 'Try again.',
    };
    return json({ ...problem, status: answer, requestId: 'req_7Hq2vMx9TtKe' }, answer);
  };
}

/** The whole console at an address, with an API that answers what the story says. */
export function ConsolePage({
  path,
  answers,
  scheme,
}: {
  path: string;
  answers: Answers;
  scheme: 'light' | 'dark';
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const [real, address] = [window.fetch, window.location.href];
    window.fetch = answering(answers, real);
    window.history.replaceState(null, '', path);
    const root = createRoot(place.current);
    root.render(<App {...createParts(scheme)} />);
    return () => {
      window.fetch = real;
      window.history.replaceState(null, '', address);
      // React does not take a tree down while it draws another one
      queueMicrotask(() => root.unmount());
    };
  }, [path, answers, scheme]);
  return <div ref={place} />;
}

function createParts(scheme: 'light' | 'dark') {
  const credentials = createCredentials(requestRefresh(apiUrl), (work) => work());
  const store = createStore({
    services: { apiUrl, credentials },
    look: { scheme },
    session: { status: 'unknown' },
  });
  const config = { apiUrl, roomUrl: 'http://room.invalid', nonce: '' };
  restoreSession(store, credentials);
  return { store, text: createConsoleText(), config, credentials };
}
