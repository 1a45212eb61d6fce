import type { TextKey } from '@cloudmeet/ui';

const words: Partial<Record<string, TextKey>> = {
  'not-permitted': 'captures.doAsk',
  unprocessable: 'captures.doMode',
  'not-mixed': 'captures.doMix',
};

/** What to do when a recording or a stream broke off. */
export function failureWords(code: string): TextKey {
  return words[code] ?? 'captures.doAgain';
}

/** Why nothing is recorded or streamed while the room is not mixed; hosts are told what they can do. */
export function unmixedWords(reason: string, isHost: boolean): TextKey {
  if (reason === 'media-full') return 'captures.unmixedFull';
  return isHost ? 'captures.unmixedHost' : 'captures.unmixedAll';
}
