import { localeOf } from './languages.ts';
import type { Language } from './languages.ts';
import type { Translate } from './text-key.ts';

/** Who is in the room, in one sentence: up to three names (first words), then how many more. */
export function whoIsHere(names: readonly string[], total: number, language: Language, t: Translate): string {
  if (total === 0) return t('prejoin.nobodyHere');
  // Where a lobby is, whoever waits outside learns how many are inside, not who.
  if (names.length === 0) return t('prejoin.countHere', { count: total });
  const format = (list: readonly string[], type: 'conjunction' | 'unit') =>
    new Intl.ListFormat(localeOf(language), { type }).format(list);
  if (total <= 3 && names.length >= total) {
    return t('prejoin.here', { names: format(names.slice(0, total), 'conjunction'), count: total });
  }
  const shown = names.slice(0, 2);
  return t('prejoin.andMore', { names: format(shown, 'unit'), count: total - shown.length });
}
