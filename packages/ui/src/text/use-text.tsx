import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { createEnglishText } from './create-text.ts';
import { languages } from './languages.ts';
import type { Language } from './languages.ts';
import type { Text } from './create-text.ts';
import type { Translate } from './text-key.ts';

const fallback = createEnglishText();
const TextContext = createContext<Text>(fallback);

/** Gives every component below it the page's texts. */
export function TextProvider({ text, children }: { text: Text; children: ReactNode }) {
  return (
    <TextContext value={text}>
      <I18nextProvider i18n={text.instance}>{children}</I18nextProvider>
    </TextContext>
  );
}

/** Texts for a component; it renders again when the language changes. English where no provider stands above. */
export function useText(): { t: Translate; language: Language } {
  const text = useContext(TextContext);
  const { i18n } = useTranslation('ui', { i18n: text.instance, useSuspense: false });
  const language = languages.find((known) => known === i18n.language) ?? 'en';
  return useMemo<{ t: Translate; language: Language }>(
    () => ({ t: (key, values) => text.instance.t(key, { lng: language, ...values }), language }),
    [text, language],
  );
}
