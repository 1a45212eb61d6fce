import { NativeSelect, TextInput } from '@mantine/core';
import { limits, themeSchema } from '@cloudmeet/contracts';
import { languages } from '@cloudmeet/ui';
import type { Theme } from '../../api/api.ts';
import { languageNames } from '../../text/language-names.ts';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './branding.module.css';

type Texts = NonNullable<Theme['texts']>;
type Place = keyof Texts;
type Tag = (typeof languages)[number];

const places = ['welcome', 'waiting', 'ended'] as const satisfies readonly Place[];
const starts = ['auto', ...languages] as const;

export interface WordsFieldsProps {
  draft: Theme;
  /** An undefined value takes the field out. */
  onChange: (change: { [Name in 'language' | 'texts' | 'supportUrl']?: Theme[Name] | undefined }) => void;
}

/** What the rooms say: in which language they begin, the tenant's own words, and where help is. */
export function WordsFields({ draft, onChange }: WordsFieldsProps) {
  const { t } = useConsoleText();
  const supportUrl = themeSchema.safeParse({ supportUrl: draft.supportUrl });
  return (
    <>
      <NativeSelect
        label={t('branding.language')}
        description={t('branding.languageHint')}
        value={draft.language ?? 'auto'}
        data={starts.map((value) => ({
          value,
          label: value === 'auto' ? t('branding.languageAuto') : languageNames[value],
        }))}
        onChange={({ currentTarget }) =>
          onChange({ language: languages.find((one) => one === currentTarget.value) })
        }
      />
      <p className={styles['logoHint']}>{t('branding.wordsHint')}</p>
      {places.map((place) => (
        <WordsField
          key={place}
          place={place}
          texts={draft.texts ?? {}}
          onChange={(texts) => onChange({ texts })}
        />
      ))}
      <TextInput
        label={t('branding.support')}
        description={t('branding.supportHint')}
        type="url"
        placeholder="https://example.com/help"
        value={draft.supportUrl ?? ''}
        maxLength={limits.urlLength}
        onChange={({ currentTarget }) => onChange({ supportUrl: currentTarget.value.trim() || undefined })}
        error={supportUrl.success ? undefined : t('branding.supportWrong')}
      />
    </>
  );
}

interface WordsFieldProps {
  place: Place;
  texts: Texts;
  onChange: (texts: Texts | undefined) => void;
}

/** One place in the room, in each language. */
function WordsField({ place, texts, onChange }: WordsFieldProps) {
  const { t } = useConsoleText();
  return (
    <fieldset className={styles['words']}>
      <legend className={styles['label']}>{t(`branding.words.${place}`)}</legend>
      {languages.map((tag) => {
        const words = texts[place]?.[tag];
        const isWrong = !themeSchema.safeParse({ texts: { [place]: { [tag]: words } } }).success;
        return (
          <TextInput
            key={tag}
            label={languageNames[tag]}
            lang={tag}
            dir="auto"
            value={words ?? ''}
            maxLength={limits.brandTextLength}
            onChange={({ currentTarget }) => onChange(withWords(texts, place, tag, currentTarget.value))}
            error={isWrong ? t('branding.wordsWrong') : undefined}
          />
        );
      })}
    </fieldset>
  );
}

/** The texts with one changed; what is empty is left out, and so is the whole when nothing is left. */
function withWords(texts: Texts, place: Place, tag: Tag, words: string): Texts | undefined {
  const changed: Texts = {
    ...texts,
    [place]: { ...texts[place], [tag]: words.trim() === '' ? undefined : words },
  };
  const kept = places.filter((one) => languages.some((each) => changed[one]?.[each] !== undefined));
  return kept.length === 0 ? undefined : Object.fromEntries(kept.map((one) => [one, changed[one]]));
}
