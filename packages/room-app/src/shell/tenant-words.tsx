import type { ReactNode } from 'react';
import type { BrandTexts } from '@cloudmeet/contracts';
import { useText } from '@cloudmeet/ui';
import { usePageState } from '../page/page-context.tsx';

/** What the tenant says here: in the language that is spoken, else in the one it has. Undefined where it says nothing. */
export function useTenantWords(name: keyof BrandTexts): ReactNode {
  const { language } = useText();
  const words = usePageState(({ view }) => view.theme.texts?.[name]);
  const lang = words?.[language] === undefined ? (language === 'en' ? 'el' : 'en') : language;
  const line = words?.[lang];
  return line === undefined ? undefined : (
    <span lang={lang} dir="auto">
      {line}
    </span>
  );
}
