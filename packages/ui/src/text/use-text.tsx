import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { createEnglishText } from './create-text.ts';
import type { Language } from './languages.ts';
import type { Text } from './create-text.ts';
import type { Translate } from './text-key.ts';

const TextContext = createContext<Text>(createEnglishText());

/** Gives every component below it the page's texts. */
export function TextProvider({ text, children }: { text: Text; children: ReactNode }) {
  return <TextContext value={text}>{children}</TextContext>;
}

/** Texts for a component; it renders again when the language changes. English where no provider stands above. */
export function useText(): { t: Translate; language: Language } {
  const text = useContext(TextContext);
  const language = useSyncExternalStore(text.onChange, text.language);
  // `t` is a new one with each language, so that what depends on it is made anew
  return useMemo(() => ({ t: (key, values) => text.t(key, values), language }), [text, language]);
}
