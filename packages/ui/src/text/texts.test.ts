import './later-english.ts';
import './prejoin-english.ts';
import { describe, expect, it } from 'vitest';
import { languages, loadTexts } from './languages.ts';

interface Texts {
  [name: string]: string | Texts;
}

function flatten(texts: Texts, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[`${path}${name}`, value] as const]
        : [...flatten(value, `${path}${name}.`)],
    ),
  );
}

const placesOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** What is wrong with a translation, in words. */
function faults(own: Texts, english: Texts): string[] {
  const [mine, theirs] = [flatten(own), flatten(english)];
  const missing = [...theirs.keys()].filter((key) => !mine.has(key)).map((key) => `${key} is missing`);
  const extra = [...mine.keys()].filter((key) => !theirs.has(key)).map((key) => `${key} is not in English`);
  const empty = [...mine].filter(([, text]) => text.trim() === '').map(([key]) => `${key} is empty`);
  const places = [...mine]
    .filter(([key, text]) => placesOf(text).join() !== placesOf(theirs.get(key) ?? text).join())
    .map(([key]) => `${key} fills other places`);
  return [...missing, ...extra, ...empty, ...places];
}

/** Plural forms that a language needs and a text does not have. */
function missingForms(texts: Texts, language: string): string[] {
  const keys = new Set(flatten(texts).keys());
  const bases = new Set([...keys].filter((key) => key.endsWith('_other')).map((key) => key.slice(0, -6)));
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return [...bases].flatMap((base) => forms.map((form) => `${base}_${form}`)).filter((key) => !keys.has(key));
}

const english = await loadTexts('en');

describe.each(languages)('the texts in %s', (language) => {
  it('have the same keys and places as the English ones, and none is empty', async () => {
    expect(faults(await loadTexts(language), english)).toEqual([]);
  });

  it('have every plural form that the language knows', async () => {
    expect(missingForms(await loadTexts(language), language)).toEqual([]);
  });

  it('have no exclamation mark, no double space and no straight quote', async () => {
    const shouting = [...flatten(await loadTexts(language))].filter(([, text]) => /!| {2}|["']/.test(text));
    expect(shouting).toEqual([]);
  });
});

describe('the check of the texts', () => {
  it('goes red for a missing key, an extra one, an empty text and a forgotten place', () => {
    const broken = { a: 'Hello', c: '', d: { e: '{{nmae}} joined' } };
    expect(faults(broken, { a: 'Hello', b: 'There', c: 'x', d: { e: '{{name}} joined' } })).toEqual([
      'b is missing',
      'c is empty',
      'd.e fills other places',
    ]);
    expect(faults({ z: 'x' }, {})).toEqual(['z is not in English']);
  });

  it('goes red for a missing plural form', () => {
    expect(missingForms({ n_other: '{{count}}' }, 'el')).toEqual(['n_one']);
  });
});
