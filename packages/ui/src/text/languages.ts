import type { Texts } from './texts.ts';
import { english } from './english.ts';

/** The languages that the interface speaks, as BCP 47 tags. English is the fallback. */
export const languages = ['en', 'el'] as const;

/** One of `languages`. */
export type Language = (typeof languages)[number];

/** The best of our languages for what a browser or a customer asks for (`navigator.languages`, `el-GR`); else English. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = languages.find((language) => language === tag.toLowerCase().split('-')[0]);
    if (found) return found;
  }
  return 'en';
}

/** The texts of one language. English is part of the page; others are fetched when first spoken. */
export async function loadTexts(language: Language): Promise<Texts> {
  if (language === 'en') return english;
  return (await import('./el.json')).default;
}

/** The locale for dates, lists and numbers: British English, so that the clock has 24 hours and lists no last comma. */
export function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : language;
}
