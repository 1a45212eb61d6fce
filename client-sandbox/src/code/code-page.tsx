import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { Lesson } from '../app/server.ts';
import styles from './code-page.module.css';
import { apiUrlPlace, examples } from './examples.ts';

/** Four ways to put a room into a page: the code of each, and the very same code running beside it. */
export function CodePage({ lesson }: { lesson: Lesson }) {
  const [chosen, setChosen] = useState(examples[0]);
  if (!chosen) return null;
  return (
    <main className={styles.page}>
      <section className={styles.text}>
        <h1>Put a room into your page</h1>
        <p>
          Your server holds the API key, creates the room and mints a token for each person. Your page embeds
          it in one of four ways. What runs beside the code is the code.
        </p>
        <fieldset className={styles.tabs}>
          <legend className="visually-hidden">Ways to embed</legend>
          {examples.map((example) => (
            <button
              key={example.id}
              type="button"
              aria-pressed={example.id === chosen.id}
              onClick={() => setChosen(example)}
            >
              {example.label}
            </button>
          ))}
        </fieldset>
        {chosen.files.map((file) => (
          <Code key={file.name} name={file.name} text={file.text.replaceAll(apiUrlPlace, lesson.apiUrl)} />
        ))}
      </section>
      <iframe
        key={chosen.id}
        className={styles.running}
        title={`${chosen.label}, running`}
        src={`/examples/${chosen.id}.html?lesson=${lesson.roomId}`}
        allow="camera *; microphone *; display-capture *; autoplay *; fullscreen *"
      />
    </main>
  );
}

function Code({ name, text }: { name: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), 2000);
      },
      () => setCopied(false),
    );
  };
  return (
    <figure className={styles.code}>
      <figcaption>
        {name}
        <button type="button" onClick={copy}>
          {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}{' '}
          {copied ? 'Copied' : 'Copy'}
        </button>
      </figcaption>
      {/* Scrollable, so reachable by keyboard (WCAG 2.1.1). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>{text}</pre>
    </figure>
  );
}
