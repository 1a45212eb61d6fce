import { createRoot } from 'react-dom/client';
import { PageProvider } from '../page/page-context.tsx';
import type { RoomPage } from '../page/room-page.ts';
import { App } from './app.tsx';

/** Element of the page that the room is drawn in. */
export const roomElementId = 'cm-room';

/** Draws the page into its element. Returns what takes it off again. */
export function drawPage(page: RoomPage, document: Document): () => void {
  const element = document.getElementById(roomElementId);
  if (!element) throw new TypeError(`The page has no #${roomElementId}.`);
  const root = createRoot(element);
  root.render(
    <PageProvider page={page}>
      <App />
    </PageProvider>,
  );
  return () => root.unmount();
}
