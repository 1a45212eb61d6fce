import { createInstance } from 'i18next';
import type { i18n } from 'i18next';
import { languages, loadTexts } from './languages.ts';
import type { Language } from './languages.ts';
import type { Translate } from './text-key.ts';
import en from './en.json';

/** The texts of one page and the language that they are spoken in now. */
export interface Text {
  /** The i18next instance, for `TextProvider`. */
  readonly instance: i18n;
  readonly t: Translate;
  language(): Language;
  /** Loads the language if needed, then switches; components that use texts render again. */
  setLanguage(language: Language): Promise<void>;
}

/** Sets the texts up in English at once, and in another language when it has loaded. Rejects when loading fails. */
export async function createText(language: Language = 'en'): Promise<Text> {
  const text = createEnglishText();
  await text.setLanguage(language);
  return text;
}

/** The same, synchronously and in English: for the first paint and for tests. */
export function createEnglishText(): Text {
  const instance = createInstance();
  void instance.init({
    lng: 'en',
    fallbackLng: 'en',
    supportedLngs: [...languages],
    defaultNS: 'ui',
    resources: { en: { ui: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  return {
    instance,
    t: (key, values) => instance.t(key, { ...values }),
    language: () => languages.find((language) => language === instance.language) ?? 'en',
    setLanguage: async (language) => {
      if (!instance.hasResourceBundle(language, 'ui')) {
        instance.addResourceBundle(language, 'ui', await loadTexts(language));
      }
      await instance.changeLanguage(language);
    },
  };
}
