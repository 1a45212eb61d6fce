import type { StreamState } from '../../store/stream-slice.ts';

/** What a player says of itself. */
export type PlayerWord = Extract<
  StreamState['status'],
  'loading' | 'playing' | 'stalled' | 'failed' | 'ended'
>;

export interface PlayerOptions {
  url: string;
  element: HTMLVideoElement;
  told: (word: PlayerWord) => void;
  /** The browser wants a gesture before sound: it plays without. */
  silenced: () => void;
}

/** Plays one stream into one element, from the live edge. */
export interface StreamPlayer {
  /** How far behind the source the picture is; null where that cannot be known. */
  latencySeconds(): number | null;
  close(): void;
}

/** Makes a player; `undefined` where this browser cannot play streams this way. */
export type CreatePlayer = (options: PlayerOptions) => StreamPlayer | undefined;

/**
 * Plays, without sound where the browser asks for a gesture first (WHATWG HTML 4.8.11.8, `NotAllowedError`). What a
 * later load interrupts is no failure.
 */
export async function playOrSilently(element: HTMLVideoElement, silenced: () => void): Promise<void> {
  try {
    await element.play();
  } catch (refused) {
    if (!(refused instanceof DOMException) || refused.name !== 'NotAllowedError' || element.muted) return;
    element.muted = true;
    silenced();
    await playOrSilently(element, silenced);
  }
}

/** Tells what an element does from its own events. Returns what stops it. */
export function followElement(element: HTMLVideoElement, told: (word: PlayerWord) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  element.addEventListener('playing', () => told('playing'), { signal });
  element.addEventListener('waiting', () => told('stalled'), { signal });
  element.addEventListener('ended', () => told('ended'), { signal });
  return () => stop.abort();
}
