import { useId, useState } from 'react';
import { CheckIcon, CopyIcon } from '@cloudmeet/ui';
import { useConsoleText } from '../../text/use-console-text.tsx';
import { useCopy } from '../copy/use-copy.ts';
import { tokensOf } from './tokens-of.ts';
import styles from './code-block.module.css';

export interface CodeSample {
  name: string;
  language: 'js' | 'html' | 'sh';
  code: string;
}

export interface CodeBlockProps {
  /** What the samples show, for a screen reader. */
  label: string;
  samples: readonly [CodeSample, ...CodeSample[]];
}

/** Code to take along, one sample at a time, each under its tab. */
export function CodeBlock({ label, samples }: CodeBlockProps) {
  const id = useId();
  const [name, setName] = useState(samples[0].name);
  const sample = samples.find((one) => one.name === name) ?? samples[0];
  return (
    <div className={styles['block']}>
      <div className={styles['head']}>
        <SampleTabs id={id} label={label} samples={samples} chosen={sample} onChoose={setName} />
        <CopyCode sample={sample} />
      </div>
      <pre
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${sample.name}`}
        className={styles['code']}
        tabIndex={0}
      >
        <code>
          {tokensOf(sample.code, sample.language).map(({ kind, text, at }) => (
            <span key={at} data-kind={kind}>
              {text}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}

interface SampleTabsProps extends CodeBlockProps {
  id: string;
  chosen: CodeSample;
  onChoose: (name: string) => void;
}

/** Tabs as the ARIA practices have them: one stop for the keyboard, arrows between them. */
function SampleTabs({ id, label, samples, chosen, onChoose }: SampleTabsProps) {
  const move = (event: React.KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = samples[(samples.indexOf(chosen) + step + samples.length) % samples.length] ?? chosen;
    onChoose(next.name);
    document.getElementById(`${id}-${next.name}`)?.focus();
  };
  return (
    <div role="tablist" aria-label={label} className={styles['tabs']} onKeyDown={move} tabIndex={-1}>
      {samples.map((one) => (
        <button
          key={one.name}
          id={`${id}-${one.name}`}
          type="button"
          role="tab"
          aria-selected={one === chosen}
          aria-controls={`${id}-panel`}
          tabIndex={one === chosen ? 0 : -1}
          onClick={() => onChoose(one.name)}
        >
          {one.name}
        </button>
      ))}
    </div>
  );
}

function CopyCode({ sample }: { sample: CodeSample }) {
  const { t } = useConsoleText();
  const { copied, copy } = useCopy(sample.code);
  return (
    <button
      type="button"
      className={styles['copy']}
      onClick={copy}
      aria-label={t('copy.what', { what: sample.name })}
    >
      {copied ? <CheckIcon aria-hidden="true" /> : <CopyIcon aria-hidden="true" />}
      <output className="cm-hidden">{copied ? t('copy.copied') : ''}</output>
    </button>
  );
}
