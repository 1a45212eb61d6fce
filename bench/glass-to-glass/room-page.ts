import { readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { startCloudMeet } from '../../client-sandbox/e2e/fixtures/start-cloudmeet.ts';
import { engineScript } from '../../packages/room-engine/e2e/fixtures/engine-script.ts';
import type { Room } from '../../packages/room-engine/src/index.ts';
import { pinSelf } from '../load/child-server.ts';
import { serverCore } from '../mixing/node-process.ts';

declare global {
  // Put there by the page.
  var engine: typeof import('../../packages/room-engine/src/index.ts');
  var room: Room;
}

/** What `npm start` says of what it started. */
export interface Dev {
  apiUrl: string;
  roomUrl: string;
  tenants: [{ apiKey: string }];
}

/** What a browser needs here to send what a page makes, and to play what it gets. */
export const browserArgs = [
  ...['--no-sandbox', '--disable-gpu', '--allow-loopback-in-peer-connection'],
  ...['--autoplay-policy=no-user-gesture-required', '--disable-renderer-backgrounding'],
];

/** Asks the API as its first tenant. */
export async function ask(
  { apiUrl, tenants }: Dev,
  path: string,
  body: object,
): Promise<Record<string, string>> {
  const answer = await fetch(`${apiUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tenants[0].apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${String(answer.status)}.`);
  return (await answer.json()) as Record<string, string>;
}

export interface Attendance {
  roomId: string;
  name: string;
  /** What of theirs others see and hear. */
  publish: { audio: boolean; video: boolean };
  /** Runs before the page begins: its cameras, for example. */
  prepare: (page: Page) => Promise<void>;
}

/** Somebody who is in the room with the real engine and hears the mix. */
export async function openRoomPage(browser: Browser, dev: Dev, who: Attendance): Promise<Page> {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await who.prepare(page);
  await page.goto(`${dev.roomUrl}/bench`);
  await page.addScriptTag({ content: await engineScript() });
  const { name, roomId } = who;
  const { token = '' } = await ask(dev, `/v1/rooms/${roomId}/tokens`, { role: 'host', userId: name, name });
  await page.evaluate(
    async ({ socketUrl, apiUrl, id, credential, publish }) => {
      globalThis.room = engine.createRoom({ socketUrl, apiUrl, roomId: id });
      // Sound is played as in a meeting: the browser keeps the picture together with it.
      room.tracks.on(({ participantId, kind, track }) => {
        if (participantId === 'local' || !track || !kind.endsWith('audio')) return;
        const audio = new Audio();
        audio.srcObject = new MediaStream([track]);
        void audio.play();
      });
      await room.actions.connect(credential);
      await room.actions.join(publish);
    },
    {
      socketUrl: `${dev.apiUrl.replace('http', 'ws')}/rt`,
      apiUrl: dev.apiUrl,
      id: roomId,
      credential: token,
      publish: who.publish,
    },
  );
  return page;
}

/** Runs with a CloudMeet as `npm start` starts it, and with a browser, which is the load and must not run where it does. */
export async function inBrowser<T>(run: (dev: Dev, browser: Browser) => Promise<T>): Promise<T> {
  pinSelf(serverCore);
  const server = await startCloudMeet();
  pinSelf(0);
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_BIN ?? '/usr/bin/chromium',
    args: browserArgs,
  });
  try {
    return await run(JSON.parse(await readFile(server.devFile, 'utf8')) as Dev, browser);
  } finally {
    await browser.close();
    await server.stop();
  }
}
