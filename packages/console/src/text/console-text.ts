import { createEnglishText, translate } from '@cloudmeet/ui';
import type { Language, Text, TextValues, Texts } from '@cloudmeet/ui';
import en from './en.json';
import type { ConsoleTextKey } from './text-key.ts';

/** The texts of one language. English is part of the page; others are fetched when first spoken. */
export async function loadConsoleTexts(language: Language): Promise<Texts> {
  if (language === 'en') return en;
  return (await import('./el.json')).default;
}

/** The console's texts and those of the components it shares with the room, in one language at a time. */
export interface ConsoleText {
  /** Texts of packages/ui. */
  readonly shared: Text;
  t(key: ConsoleTextKey, values?: TextValues): string;
  language(): Language;
  setLanguage(language: Language): Promise<void>;
  /** Calls back after each change of the language. Returns a disposer. */
  onChange(listener: () => void): () => void;
}

/** Texts in English until another language has loaded. */
export function createConsoleText(): ConsoleText {
  const shared = createEnglishText();
  const loaded = new Map<Language, Texts>([['en', en]]);
  const texts = () => loaded.get(shared.language()) ?? en;
  return {
    shared,
    t: (key, values) => translate(texts(), shared.language(), key, values),
    language: shared.language,
    setLanguage: async (language) => {
      loaded.set(language, await loadConsoleTexts(language));
      await shared.setLanguage(language);
    },
    onChange: shared.onChange,
  };
}
