import { languages } from '@cloudmeet/ui';
import type { Texts } from '@cloudmeet/ui';
import { describe, expect, it } from 'vitest';
import { loadConsoleTexts } from './console-text.ts';

function flatten(texts: Texts, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[`${path}${name}`, value] as const]
        : [...flatten(value, `${path}${name}.`)],
    ),
  );
}

const placesOf = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name]) => name)
    .sort()
    .join();

/** What is wrong with a translation, in words. */
function faults(own: Texts, english: Texts): string[] {
  const [mine, theirs] = [flatten(own), flatten(english)];
  return [
    ...[...theirs.keys()].filter((key) => !mine.has(key)).map((key) => `${key} is missing`),
    ...[...mine.keys()].filter((key) => !theirs.has(key)).map((key) => `${key} is not in English`),
    ...[...mine].filter(([, text]) => text.trim() === '').map(([key]) => `${key} is empty`),
    ...[...mine]
      .filter(([key, text]) => placesOf(text) !== placesOf(theirs.get(key) ?? text))
      .map(([key]) => `${key} fills other places`),
  ];
}

const english = await loadConsoleTexts('en');

describe.each(languages)('the console’s texts in %s', (language) => {
  it('have the keys and places of the English ones, and none is empty', async () => {
    expect(faults(await loadConsoleTexts(language), english)).toEqual([]);
  });

  it('have every plural form that the language knows', async () => {
    const keys = new Set(flatten(await loadConsoleTexts(language)).keys());
    const bases = [...keys].filter((key) => key.endsWith('_other')).map((key) => key.slice(0, -6));
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    expect(
      bases.flatMap((base) => forms.map((form) => `${base}_${form}`)).filter((key) => !keys.has(key)),
    ).toEqual([]);
  });

  it('have no exclamation mark, no double space and no straight quote', async () => {
    const texts = [...flatten(await loadConsoleTexts(language))];
    expect(texts.filter(([, text]) => /!| {2}|["']/.test(text))).toEqual([]);
  });
});

it('another language is another text, and not English again', async () => {
  const greek = flatten(await loadConsoleTexts('el'));
  const same = [...flatten(english)].filter(
    ([key, text]) => greek.get(key) === text && /[a-z]{4} [a-z]/.test(text),
  );
  expect(same).toEqual([]);
});

it('the check goes red for a missing key, an extra one, an empty text and a forgotten place', () => {
  const broken = { a: 'Hello', c: '', d: '{{nmae}} joined' };
  expect(faults(broken, { a: 'Hello', b: 'There', c: 'x', d: '{{name}} joined' })).toEqual([
    'b is missing',
    'c is empty',
    'd fills other places',
  ]);
});
