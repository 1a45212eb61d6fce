import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { contrastRatio, deriveAccent, isHexColor } from '@cloudmeet/ui';
import { CheckIcon } from '@cloudmeet/ui';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './branding.module.css';

const ours = '#1870ba';

/** One colour, and what becomes of it: its contrast is kept in both themes, and said. */
export function AccentField(props: {
  value: string | undefined;
  onChange: (accent: string | undefined) => void;
}) {
  const { value, onChange } = props;
  const { t } = useConsoleText();
  // what is being typed belongs to the value it was typed at: a value from elsewhere takes its place
  const [draft, setDraft] = useState({ at: value, text: value ?? '' });
  const typed = draft.at === value ? draft.text : (value ?? '');
  const isWrong = typed !== '' && !/^#[0-9a-f]{6}$/i.test(typed);
  const type = (text: string) => {
    setDraft({ at: value, text });
    if (text === '') onChange(undefined);
    else if (/^#[0-9a-f]{6}$/i.test(text)) onChange(text.toLowerCase());
  };
  return (
    <div className={styles['accent']}>
      <TextInput
        label={t('branding.accent')}
        description={t('branding.accentHint')}
        placeholder={ours}
        value={typed}
        maxLength={7}
        spellCheck={false}
        onChange={({ currentTarget }) => type(currentTarget.value.trim())}
        error={isWrong ? t('branding.accentWrong') : undefined}
        leftSection={
          <input
            type="color"
            className={styles['swatch']}
            aria-label={t('branding.pick')}
            value={value ?? ours}
            onChange={({ currentTarget }) => type(currentTarget.value)}
          />
        }
      />
      <Contrast color={value ?? ours} />
    </div>
  );
}

/** The colours that a room really uses, with their contrast against what stands on them. */
function Contrast({ color }: { color: string }) {
  const { t, formats } = useConsoleText();
  if (!isHexColor(color)) return null;
  const family = deriveAccent(color);
  const rows = [
    { label: t('branding.onLight'), background: family.light.accent },
    { label: t('branding.onDark'), background: family.dark.accent },
  ];
  return (
    <ul className={styles['contrast']} aria-label={t('branding.contrast')}>
      {rows.map(({ label, background }) => (
        <li key={label}>
          <span className={styles['sample']} style={{ backgroundColor: background }}>
            {t('branding.sample')}
          </span>
          <span>
            {label} <code>{background}</code>
          </span>
          <span className={styles['ratio']}>
            <CheckIcon aria-hidden="true" />
            {t('branding.ratio', { ratio: formats.number(contrastRatio('#ffffff', background), 1) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
