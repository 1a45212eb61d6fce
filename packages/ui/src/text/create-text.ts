import { english } from './english.ts';
import { loadTexts } from './languages.ts';
import type { Language } from './languages.ts';
import type { Translate } from './text-key.ts';
import { translate } from './translate.ts';
import type { Texts } from './texts.ts';

/** The texts of one page and the language that they are spoken in now. */
export interface Text {
  readonly t: Translate;
  language(): Language;
  /** Loads the language if needed, then switches; components that use texts render again. */
  setLanguage(language: Language): Promise<void>;
  /** Calls back after each change of the language. Returns a disposer. */
  onChange(listener: () => void): () => void;
}

/** Sets the texts up in English at once, and in another language when it has loaded. Rejects when loading fails. */
export async function createText(language: Language = 'en'): Promise<Text> {
  const text = createEnglishText();
  await text.setLanguage(language);
  return text;
}

/** The same, synchronously and in English: for the first paint and for tests. */
export function createEnglishText(): Text {
  let spoken: Language = 'en';
  let texts: Texts = english;
  /** The newest wish: a language that loads slowly does not overtake one that was asked for later. */
  let wanted: Language = 'en';
  const listeners = new Set<() => void>();
  return {
    t: (key, values) => translate(texts, spoken, key, values),
    language: () => spoken,
    setLanguage: async (language) => {
      wanted = language;
      const loaded = await loadTexts(language);
      if (wanted !== language || spoken === language) return;
      texts = loaded;
      spoken = language;
      for (const listener of [...listeners]) listener();
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
