import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page, Request, Route } from '@playwright/test';
import { build } from 'vite';

export const roomOrigin = 'https://rooms.cloudmeet.test';
export const roomPage = `${roomOrigin}/r/rm_7Hq2vMx9TtKe4LbN0cWdPzRs`;

export interface RoomSite {
  allowedOrigins: string[];
  comparison?: 'exact' | 'sloppy';
  /** Send `frame-ancestors` as the product does. Default true. */
  frameAncestors?: boolean;
  /** Answer the embed check as the product does. Default true. */
  embedCheck?: boolean;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
let roomScript: Promise<string> | undefined;

async function bundleRoomPage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', lib: { entry: here('./fake-room-page.ts'), formats: ['es'] } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const [chunk] = output && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error('The room page was not built.');
  return chunk.code;
}

async function answerRoom(route: Route, request: Request, site: RoomSite): Promise<void> {
  const { pathname } = new URL(request.url());
  const allowed = site.allowedOrigins.includes((await request.allHeaders()).origin ?? '');
  if (pathname.endsWith('/embed-check')) {
    const headers = { 'access-control-allow-origin': '*' };
    if (site.embedCheck === false) return route.fulfill({ status: 404, headers });
    return route.fulfill({
      json: { allowed, ...(allowed ? {} : { reason: 'origin-not-allowed' }) },
      headers,
    });
  }
  roomScript ??= bundleRoomPage();
  const settings = { allowedOrigins: site.allowedOrigins, comparison: site.comparison ?? 'exact' };
  await route.fulfill({
    contentType: 'text/html',
    headers:
      site.frameAncestors === false
        ? {}
        : { 'content-security-policy': `frame-ancestors ${site.allowedOrigins.join(' ') || "'none'"}` },
    body: `<!doctype html><title>Room</title>
      <script type="application/json" id="settings">${JSON.stringify(settings)}</script>
      <script type="module">${await roomScript}</script>`,
  });
}

/** A page of a customer with the SDK from its script tag. `body` is what is in it besides. */
async function customerPage(body = '<main style="height:500px"></main>'): Promise<string> {
  const sdk = await readFile(here('../dist/cloudmeet.js'), 'utf8');
  return `<!doctype html><title>Customer</title><script>${sdk}</script>${body}`;
}

/**
 * Answers every request of the context: the room's origin with a room page, every other with a customer's page. Nothing
 * reaches a network, so any origin can be had. `bodies` are by address, `headers` go with every customer's page.
 */
export async function serveSites(
  context: BrowserContext,
  site: RoomSite,
  pages: { bodies?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<void> {
  await context.route('**/*', async (route, request) => {
    const url = request.url();
    if (new URL(url).origin === roomOrigin) return answerRoom(route, request, site);
    await route.fulfill({
      contentType: 'text/html',
      headers: pages.headers ?? {},
      body: await customerPage(pages.bodies?.[url]),
    });
  });
}

/** Joins in this page or frame as a customer would. Resolves with the code of the error, or `joined`. */
export async function tryToJoin(target: Pick<Page, 'evaluate'>): Promise<string> {
  return target.evaluate(
    (url) =>
      CloudMeet.createFrame(document.body)
        .join({ url, token: 'the-secret' })
        .then(
          () => 'joined',
          (error: unknown) => (error instanceof CloudMeet.CloudMeetError ? error.code : String(error)),
        ),
    roomPage,
  );
}
