import { useEffect, useState } from 'react';
import { CloseButton, TextInput } from '@mantine/core';
import SearchIcon from 'lucide-react/icons/search';
import { useConsoleText } from '../../text/use-console-text.tsx';
import styles from './filters.module.css';
import { useFilter } from './use-filter.ts';

/** Between two keys of somebody who types. */
const restMs = 300;

/** A filter that is typed. The address follows when the person rests, and the field follows the address. */
export function TextFilter({ name, label }: { name: string; label: string }) {
  const { t } = useConsoleText();
  const [value, setValue] = useFilter(name);
  // what is being typed belongs to the address it was typed at: another address takes its place
  const [draft, setDraft] = useState({ at: value, text: value });
  const typed = draft.at === value ? draft.text : value;
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => setValue(typed.trim()), restMs);
    return () => clearTimeout(timer);
  }, [typed, value, setValue]);
  return (
    <TextInput
      className={styles['text'] ?? ''}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<SearchIcon aria-hidden="true" />}
      value={typed}
      onChange={({ currentTarget }) => setDraft({ at: value, text: currentTarget.value })}
      maxLength={120}
      rightSection={
        typed ? (
          <CloseButton
            size="sm"
            aria-label={t('filters.clear', { what: label })}
            onClick={() => setValue('')}
          />
        ) : null
      }
    />
  );
}
