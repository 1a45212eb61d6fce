import '@cloudmeet/ui/later-english';
import { languages } from '@cloudmeet/contracts';
import { Dialog, Select, useText } from '@cloudmeet/ui';
import type { TextKey } from '@cloudmeet/ui';
import { usePage, usePageDispatch, usePageState } from '../page/page-context.tsx';
import { useRun } from '../page/use-run.ts';
import { themeChanged } from '../page/view-slice.ts';
import { PrejoinDevices } from '../screens/prejoin/prejoin-devices.tsx';
import styles from './dialogs.module.css';
import { useCloseDialog } from './use-close-dialog.ts';

const schemes = ['dark', 'light', 'auto'] as const;
const schemeWords: Record<(typeof schemes)[number], TextKey> = {
  dark: 'theme.dark',
  light: 'theme.light',
  auto: 'theme.system',
};

/** Devices, language and appearance. Everything acts at once and is forgotten with the page. */
export function SettingsDialog() {
  const { t } = useText();
  const close = useCloseDialog();
  return (
    <Dialog open onClose={close} title={t('settings.title')}>
      <section className={styles.section}>
        <PrejoinDevices look="field" />
      </section>
      <section className={styles.section}>
        <LanguageSelect />
        <AppearanceSelect />
      </section>
    </Dialog>
  );
}

function LanguageSelect() {
  const { t, language } = useText();
  const { text } = usePage();
  const run = useRun();
  return (
    <Select
      label={t('language.label')}
      value={language}
      options={languages.map((each) => ({ value: each, label: t(`language.${each}`) }))}
      onChange={(value) => {
        const chosen = languages.find((each) => each === value);
        if (chosen) void run(() => text.setLanguage(chosen));
      }}
    />
  );
}

function AppearanceSelect() {
  const { t } = useText();
  const dispatch = usePageDispatch();
  const scheme = usePageState(({ view }) => view.theme.colorScheme ?? 'dark');
  return (
    <Select
      label={t('theme.label')}
      value={scheme}
      options={schemes.map((each) => ({ value: each, label: t(schemeWords[each]) }))}
      onChange={(value) => {
        const colorScheme = schemes.find((each) => each === value);
        if (colorScheme) dispatch(themeChanged({ colorScheme }));
      }}
    />
  );
}

// a dialog is a chunk of its own: `lazy()` wants it as the default
export default SettingsDialog;
