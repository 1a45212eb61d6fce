import { CloudMeetError } from '@cloudmeet/contracts';
import type { RoomPageConfig } from '@cloudmeet/contracts';
import { createRoom } from '@cloudmeet/room-engine';
import { chooseLanguage } from '@cloudmeet/ui';
import { createRoomPage } from '../page/create-room-page.ts';
import type { RoomPage } from '../page/room-page.ts';
import { loadPrejoin } from '../shell/load-prejoin.ts';
import { drawPage } from '../shell/draw-page.tsx';
import { prepareLook } from '../shell/wear-look.ts';
import { whyNotHere } from './check-browser.ts';
import { readConfig } from './read-config.ts';
import { startStandalone } from './start-standalone.ts';
import { takeToken } from './take-token.ts';

/** Of a page that came without any: enough to say so. */
const noConfig: RoomPageConfig = {
  apiUrl: '',
  socketUrl: '',
  roomId: '',
  allowedOrigins: [],
  tenantName: '',
  theme: {},
};

/** Opens the room in this window. The token leaves the address before anything else happens. */
export function boot(window: Window & typeof globalThis): void {
  const token = takeToken(window);
  const config = readConfig(window.document);
  const embedded = window.parent !== window;
  const problem = config ? (whyNotHere(window) ?? null) : 'load-failed';
  const { socketUrl, roomId, apiUrl } = config ?? noConfig;
  const page = createRoomPage({
    config: config ?? noConfig,
    room: createRoom({ socketUrl, roomId, apiUrl }),
    embedded,
    view: { problem },
  });
  void dress(page, window.navigator.languages).then(() => drawPage(page, window.document));
  if (embedded) {
    // a page that cannot hold a meeting still tells the one around it why
    if (config) serveParent(page).catch(reportError);
  } else if (problem === null) {
    // fetched while the server is asked; what fails here is asked for again, and reported, when it is to be shown
    loadPrejoin().catch(() => undefined);
    startStandalone(page, token).catch(reportUntold);
  }
}

/** Look and language before the first paint, so that nothing changes under the eye. What fails leaves the default. */
async function dress({ config, text }: RoomPage, languages: readonly string[]): Promise<void> {
  const wishes = [
    prepareLook(config.theme),
    text.setLanguage(chooseLanguage([config.theme.language ?? 'auto', ...languages])),
  ];
  for (const wish of await Promise.allSettled(wishes))
    if (wish.status === 'rejected') reportError(wish.reason);
}

/** What only a room inside another page needs is loaded only there. */
async function serveParent(page: RoomPage): Promise<void> {
  const { startEmbedded } = await import('./start-embedded.ts');
  await startEmbedded(page);
}

/** What the server refused stands on the screen; what nobody foresaw belongs into the console. */
function reportUntold(thrown: unknown): void {
  if (!(thrown instanceof CloudMeetError)) reportError(thrown);
}
