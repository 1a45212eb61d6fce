import type { TextKey } from '@cloudmeet/ui';

const words: Partial<Record<string, TextKey>> = {
  'not-permitted': 'captures.doAsk',
  unprocessable: 'captures.doMode',
};

/** What to do when a recording or a stream broke off. */
export function failureWords(code: string): TextKey {
  return words[code] ?? 'captures.doAgain';
}
