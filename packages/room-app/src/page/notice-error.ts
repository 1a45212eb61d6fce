import { fetchLater } from '@cloudmeet/ui';
import type { ErrorCode } from '@cloudmeet/contracts';
import { noticed } from './notice-slice.ts';
import type { RoomPage } from './room-page.ts';

/** The words for errors: fetched for the first one, or beside a meeting that has been there for a while. */
export const errorWords = fetchLater(() => import('./error-words.ts'));

/** Shows what went wrong, and what to do about it, for a code of the contracts: when its words are there. */
export async function noticeError({ store, text }: Pick<RoomPage, 'store' | 'text'>, code: ErrorCode) {
  const { errorText } = await errorWords.load();
  const { what, todo } = errorText(code, text.t);
  store.dispatch(noticed({ tone: 'warning', text: what, detail: todo }));
}
