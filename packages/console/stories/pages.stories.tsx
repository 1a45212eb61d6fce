import { screen } from '@testing-library/dom';
import { roomOf } from '../tests/support/rooms.ts';
import { ConsolePage } from './console-page.tsx';
import type { Answers } from './console-page.tsx';

export default { title: 'Console/Pages' };

interface Context {
  globals: Record<string, unknown>;
}

/** A page with what the API answers; done when `shows` is there. */
function page(path: string, answers: Answers, shows: RegExp) {
  return {
    render: (_args: object, { globals }: Context) => {
      const scheme = globals['scheme'] === 'light' ? 'light' : 'dark';
      return <ConsolePage key={scheme} path={path} answers={answers} scheme={scheme} />;
    },
    play: async () => {
      await screen.findAllByText(shows, undefined, { timeout: 15_000 });
    },
  };
}

const rooms = ['Atlas weekly review', 'Interview 7', 'Fractions, lesson 12'].map((name, at) =>
  roomOf({ id: `rm_${String(at)}`, name, ...(at === 1 ? { externalId: 'fieldnote-7' } : {}) }),
);
const list = (data: readonly object[]) => ({ data, nextCursor: null });

export const Rooms = page('/rooms', { '/v1/rooms': list(rooms) }, /Atlas weekly review/);
export const RoomsEmpty = page('/rooms', { '/v1/rooms': list([]) }, /room/i);
export const RoomsLoading = page('/rooms', { '/v1/rooms': 'never' }, /Rooms/);
export const RoomsFailed = page('/rooms', { '/v1/rooms': 503 }, /req_7Hq2vMx9TtKe/);
export const SessionsEmpty = page('/sessions', { '/v1/sessions': list([]) }, /Sessions/);
export const RecordingsEmpty = page('/recordings', { '/v1/recordings': list([]) }, /Recordings/);
export const KeysEmpty = page('/api-keys', { '/v1/api-keys': list([]) }, /API keys/);
export const MembersFailed = page('/members', { '/v1/members': 503 }, /Members/);
export const SignIn = page('/sign-in', { '/v1/auth/refresh': 401 }, /Sign in/);
