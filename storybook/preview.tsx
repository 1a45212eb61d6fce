import '@cloudmeet/ui/later-english';
import '@cloudmeet/ui/prejoin-english';
import type { Preview } from '@storybook/react-vite';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { TextProvider, applyTheme, createEnglishText } from '@cloudmeet/ui';
import type { ColorScheme, Language } from '@cloudmeet/ui';
import '@cloudmeet/ui/styles.css';

const text = createEnglishText();

interface PageProps {
  scheme: ColorScheme;
  language: Language;
  accent: string;
  children: ReactNode;
}

function Page({ scheme, language, accent, children }: PageProps) {
  useEffect(() => applyTheme(document.documentElement, scheme, accent ? { accent } : {}), [scheme, accent]);
  useEffect(() => void text.setLanguage(language), [language]);
  return <TextProvider text={text}>{children}</TextProvider>;
}

const preview: Preview = {
  parameters: { layout: 'fullscreen', backgrounds: { disabled: true }, a11y: { test: 'error' } },
  initialGlobals: { scheme: 'dark', language: 'en', accent: '' },
  globalTypes: {
    scheme: { toolbar: { title: 'Theme', items: ['dark', 'light'] } },
    language: { toolbar: { title: 'Language', items: ['en', 'el'] } },
    accent: {
      toolbar: {
        title: 'Tenant colour',
        items: [
          { value: '', title: 'CloudMeet' },
          { value: '#b04bb8', title: 'Fieldnote' },
          { value: '#1c8a5c', title: 'Maple' },
          { value: '#e0a020', title: 'Amber' },
        ],
      },
    },
  },
  decorators: [
    (Story, { globals }) => (
      <Page
        scheme={globals['scheme'] === 'light' ? 'light' : 'dark'}
        language={globals['language'] === 'el' ? 'el' : 'en'}
        accent={String(globals['accent'] ?? '')}
      >
        <Story />
      </Page>
    ),
  ],
};

export default preview;
