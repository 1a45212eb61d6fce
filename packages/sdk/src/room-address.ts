import { embedError } from '@cloudmeet/contracts/frame';
import type { JoinOptions } from './frame-options.ts';

/** Where a room page is. */
export interface RoomAddress {
  origin: string;
  /** Address for the iframe: without the token. */
  page: string;
  /** Answers whether this page may embed the room. */
  checkUrl: string;
  /** From the fragment of a joinUrl. */
  token: string | undefined;
}

let scriptRoomUrl: string | undefined;

/** `roomUrl` for a page that names it once, on its script tag. */
export function setRoomUrl(url: string | undefined): void {
  scriptRoomUrl = url;
}

/** The address that the options name, or undefined when they name none. Throws `invalid-argument`. */
export function roomAddress({ url, roomId, roomUrl = scriptRoomUrl }: JoinOptions): RoomAddress | undefined {
  if (url) return parseAddress(url);
  if (!roomId) return undefined;
  if (!roomUrl) throw embedError('invalid-argument', 'roomId needs roomUrl; or pass url.');
  return parseAddress(`${roomUrl.replace(/\/$/, '')}/r/${encodeURIComponent(roomId)}`);
}

function parseAddress(text: string): RoomAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || !/\/r\/\w+$/.test(url.pathname))
    throw embedError(
      'invalid-argument',
      'url must be the address of a room, like https://rooms.example.com/r/rm_…',
    );
  const token = new URLSearchParams(url.hash.slice(1)).get('token') ?? undefined;
  const { origin, pathname, search } = url;
  return {
    origin,
    page: origin + pathname + search,
    checkUrl: `${origin}${pathname}/embed-check`,
    token,
  };
}
