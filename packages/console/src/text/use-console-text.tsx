import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { TextProvider } from '@cloudmeet/ui';
import type { Language, TextValues } from '@cloudmeet/ui';
import { createConsoleText } from './console-text.ts';
import type { ConsoleText } from './console-text.ts';
import { createFormats } from './formats.ts';
import type { Formats } from './formats.ts';
import type { ConsoleTextKey } from './text-key.ts';

const ConsoleTextContext = createContext<ConsoleText>(createConsoleText());

/** Gives every component below it the texts. */
export function ConsoleTextProvider({ text, children }: { text: ConsoleText; children: ReactNode }) {
  return (
    <ConsoleTextContext value={text}>
      <TextProvider text={text.shared}>{children}</TextProvider>
    </ConsoleTextContext>
  );
}

/** Looks a text of the console up in the current language. */
export type ConsoleTranslate = (key: ConsoleTextKey, values?: TextValues) => string;

/** Texts, numbers and times in one language. */
export interface ConsoleTextValue {
  t: ConsoleTranslate;
  language: Language;
  formats: Formats;
}

/** Texts, numbers and times for a component; it renders again when the language changes. */
export function useConsoleText(): ConsoleTextValue {
  const text = useContext(ConsoleTextContext);
  const language = useSyncExternalStore(text.onChange, text.language);
  return useMemo(
    () => ({ t: (key, values) => text.t(key, values), language, formats: createFormats(language) }),
    [text, language],
  );
}

/** Changes the language of the page. */
export function useSetLanguage(): (language: Language) => Promise<void> {
  return useContext(ConsoleTextContext).setLanguage;
}
