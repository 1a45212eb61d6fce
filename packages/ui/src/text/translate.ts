import type { Language } from './languages.ts';
import type { TextValues } from './text-key.ts';
import type { Texts } from './texts.ts';

/**
 * A text by its dotted key with its `{{places}}` filled. With `count` among the values, the text's plural form for
 * that language (Intl.PluralRules) goes first. Values are put in as they are and never looked into again; a key
 * that is not there comes back as it is.
 */
export function translate(texts: Texts, language: Language, key: string, values: TextValues = {}): string {
  const { count } = values;
  const form = typeof count === 'number' ? new Intl.PluralRules(language).select(count) : undefined;
  const text = (form === undefined ? undefined : find(texts, `${key}_${form}`)) ?? find(texts, key);
  if (text === undefined) return key;
  return text.replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}

function find(texts: Texts, key: string): string | undefined {
  let found: string | Texts | undefined = texts;
  for (const name of key.split('.')) {
    if (typeof found !== 'object' || !Object.hasOwn(found, name)) return undefined;
    found = found[name];
  }
  return typeof found === 'string' ? found : undefined;
}
