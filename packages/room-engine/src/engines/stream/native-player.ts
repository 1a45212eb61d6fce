import { followElement, playOrSilently } from './stream-player.ts';
import type { PlayerOptions, StreamPlayer } from './stream-player.ts';

const lookMs = 1000;
const restartMs = 3000;
/** Behind the edge: played faster from the first on, jumped from the second on. */
const behindSeconds = { catchUp: 4, jump: 12 } as const;
const catchUpRate = 1.1;
/** The browser's own player stays a little before the edge that it says. */
const edgeSeconds = 1.5;

/** The browser's own player, where it plays HLS and has no Media Source Extensions (Safari on iPhones). */
export function createNativePlayer(options: PlayerOptions): StreamPlayer | undefined {
  const { element, url, told, silenced } = options;
  if (element.canPlayType('application/vnd.apple.mpegurl') === '') return undefined;
  let restart: ReturnType<typeof setTimeout> | undefined;
  const begin = (): void => {
    told('loading');
    element.src = url;
    void playOrSilently(element, silenced);
  };
  const stopFollowing = followElement(element, told);
  const failed = (): void => {
    told('failed');
    restart = setTimeout(begin, restartMs);
  };
  element.addEventListener('error', failed);
  const looking = setInterval(() => keepToEdge(element), lookMs);
  begin();
  return {
    latencySeconds: () => null,
    close: () => {
      clearTimeout(restart);
      clearInterval(looking);
      stopFollowing();
      element.removeEventListener('error', failed);
      element.playbackRate = 1;
      element.removeAttribute('src');
      element.load();
    },
  };
}

/** Plays faster, or jumps, when the picture has fallen behind. */
export function keepToEdge(
  element: Pick<HTMLVideoElement, 'seekable' | 'currentTime' | 'playbackRate'>,
): void {
  const { seekable } = element;
  if (seekable.length === 0) return;
  const edge = seekable.end(seekable.length - 1) - edgeSeconds;
  const behind = edge - element.currentTime;
  if (behind > behindSeconds.jump) element.currentTime = edge;
  element.playbackRate = behind > behindSeconds.catchUp && behind <= behindSeconds.jump ? catchUpRate : 1;
}
