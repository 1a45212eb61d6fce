import { Menu } from '@mantine/core';
import { useNavigate } from 'react-router';
import { Avatar, CheckIcon, languages } from '@cloudmeet/ui';
import ChevronsIcon from 'lucide-react/icons/chevrons-up-down';
import { keepPreference } from '../config/preferences.ts';
import { schemeChosen } from '../look/look-slice.ts';
import type { SchemeChoice } from '../look/look-slice.ts';
import { useMe } from '../session/use-me.ts';
import { useSignOut } from '../session/use-sign-in.ts';
import { useAppDispatch, useAppSelector } from '../store.ts';
import { languageNames } from '../text/language-names.ts';
import { useConsoleText, useSetLanguage } from '../text/use-console-text.tsx';
import styles from './rail.module.css';

const schemes: readonly SchemeChoice[] = ['light', 'dark', 'system'];

/** The person at the page: account, appearance, language, and the way out. */
export function PersonMenu() {
  const { t } = useConsoleText();
  const { me } = useMe();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const name = me?.name ?? '';
  return (
    <Menu position="top-start" width={232}>
      <Menu.Target>
        <button type="button" className={styles['item']}>
          <Avatar name={name} size={24} />
          <span className={styles['names']}>
            <span className={styles['person']}>{name}</span>
          </span>
          <span className="cm-hidden">{t('person.yours')}</span>
          <ChevronsIcon aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me?.email}</Menu.Label>
        <Menu.Item onClick={() => void navigate('/account')}>{t('nav.account')}</Menu.Item>
        <Menu.Divider />
        <SchemeItems />
        <Menu.Divider />
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{t('person.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SchemeItems() {
  const { t } = useConsoleText();
  const chosen = useAppSelector(({ look }) => look.scheme);
  const dispatch = useAppDispatch();
  const choose = (scheme: SchemeChoice) => {
    keepPreference(document, 'scheme', scheme === 'system' ? undefined : scheme);
    dispatch(schemeChosen(scheme));
  };
  return schemes.map((scheme) => (
    <Menu.Item
      key={scheme}
      role="menuitemradio"
      aria-checked={scheme === chosen}
      rightSection={scheme === chosen ? <CheckIcon /> : null}
      onClick={() => choose(scheme)}
    >
      {t(`person.schemes.${scheme}`)}
    </Menu.Item>
  ));
}

function LanguageItems() {
  const { language } = useConsoleText();
  const setLanguage = useSetLanguage();
  return languages.map((one) => (
    <Menu.Item
      key={one}
      lang={one}
      role="menuitemradio"
      aria-checked={one === language}
      rightSection={one === language ? <CheckIcon /> : null}
      onClick={() => {
        keepPreference(document, 'language', one);
        void setLanguage(one);
      }}
    >
      {languageNames[one]}
    </Menu.Item>
  ));
}
