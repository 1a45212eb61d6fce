import { afterEach, beforeEach } from 'vitest';

export interface FakeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}
type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };
type Responder = (request: FakeRequest) => Answer | Promise<Answer>;

/** A server at the fetch boundary: what the page asks reaches a handler, or fails the test. */
export interface FakeApi {
  readonly requests: FakeRequest[];
  /** Answers `GET /v1/rooms`; the newest handler of a route wins. `*` stands for one part of the path. */
  on(route: string, respond: Responder | Answer): void;
  /** No answer comes at all. */
  goOffline(): void;
}

/** A problem as the API sends it. */
export function problem(status: number, code: string, more: object = {}): Answer {
  const body = {
    type: `urn:x:${code}`,
    title: `About ${code}.`,
    status,
    code,
    fix: 'Do this.',
    requestId: 'req_1',
  };
  return { status, body: { ...body, ...more }, headers: { 'Content-Type': 'application/problem+json' } };
}

const patternOf = (route: string) => new RegExp(`^${route.replaceAll('*', '[^/ ]+')}$`);

async function requestOf(input: RequestInfo | URL, init?: RequestInit): Promise<FakeRequest> {
  const request = new Request(input, init);
  const url = new URL(request.url);
  const text = await request.text();
  return {
    ...{ method: request.method, path: url.pathname, query: url.searchParams, headers: request.headers },
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** Takes the place of `fetch` for each test of a file. */
export function createFakeApi(): FakeApi {
  let handlers: { pattern: RegExp; respond: Responder }[] = [];
  let isOffline = false;
  const requests: FakeRequest[] = [];
  const real = globalThis.fetch;
  const fake: typeof fetch = async (input, init) => {
    const request = await requestOf(input, init);
    requests.push(request);
    if (isOffline) throw new TypeError('Failed to fetch');
    const handler = handlers.findLast(({ pattern }) => pattern.test(`${request.method} ${request.path}`));
    if (!handler) throw new Error(`Nobody answers ${request.method} ${request.path}.`);
    const { status = 200, body, headers = {} } = await handler.respond(request);
    const text = body === undefined ? null : JSON.stringify(body);
    return new Response(text, { status, headers: { 'Content-Type': 'application/json', ...headers } });
  };
  beforeEach(() => {
    handlers = [];
    requests.length = 0;
    isOffline = false;
    globalThis.fetch = fake;
  });
  afterEach(() => {
    globalThis.fetch = real;
  });
  return {
    requests,
    on: (route, respond) =>
      void handlers.push({
        pattern: patternOf(route),
        respond: typeof respond === 'function' ? respond : () => respond,
      }),
    goOffline: () => void (isOffline = true),
  };
}
