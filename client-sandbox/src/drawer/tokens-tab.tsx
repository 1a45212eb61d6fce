import { useEffect, useState } from 'react';
import { inspect } from '../app/server.ts';
import type { Inspection } from '../app/server.ts';
import styles from './drawer.module.css';
import type { DrawerProps } from './drawer-props.ts';
import { Json } from './json.tsx';
import { PersonSelect } from './person-select.tsx';

type Answer =
  { state: 'asking' } | { state: 'known'; inspection: Inspection } | { state: 'failed'; message: string };

/** What a token says, what it allows, and why it would be refused: of the people here, or any that is pasted. */
export function TokensTab({ people, chosen, onChoose, state }: DrawerProps) {
  const [pasted, setPasted] = useState('');
  const token = pasted.trim() || (state.tokens[chosen] ?? '');
  const answer = useInspection(token);
  return (
    <div className={styles.split}>
      <div className={styles.form}>
        <PersonSelect people={people} chosen={chosen} onChoose={onChoose} />
        <label>
          Or paste a token
          <textarea
            rows={4}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
            spellCheck={false}
            placeholder="eyJ…"
          />
        </label>
        {pasted !== '' && (
          <button type="button" className={styles.textButton} onClick={() => setPasted('')}>
            Back to the person’s token
          </button>
        )}
      </div>
      <section className={styles.results} aria-label="Inspection" aria-live="polite">
        {token === '' ? (
          <p className={styles.empty}>This person has no token yet.</p>
        ) : (
          <Verdict answer={answer} />
        )}
      </section>
    </div>
  );
}

/** The API's answer to one token; what was asked before does not show. */
function useInspection(token: string): Answer {
  const [known, setKnown] = useState<{ token: string; answer: Answer }>();
  useEffect(() => {
    if (token === '') return undefined;
    let over = false;
    const show = (answer: Answer) => {
      if (!over) setKnown({ token, answer });
    };
    inspect(token).then(
      (inspection) => show({ state: 'known', inspection }),
      (thrown: unknown) =>
        show({ state: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) }),
    );
    return () => {
      over = true;
    };
  }, [token]);
  return known?.token === token ? known.answer : { state: 'asking' };
}

function Verdict({ answer }: { answer: Answer }) {
  if (answer.state === 'asking') return <p className={styles.empty}>Asking the API</p>;
  if (answer.state === 'failed') return <p className={styles.problem}>{answer.message}</p>;
  const { valid, reason, fix, claims, allows } = answer.inspection;
  return (
    <>
      <p className={valid ? styles.good : styles.problem}>
        {valid ? 'This token would be let in.' : `${reason ?? 'It would be refused.'} ${fix ?? ''}`}
      </p>
      {allows.length > 0 && (
        <>
          <h3 className={styles.jsonTitle}>Allows</h3>
          <ul className={styles.allows}>
            {allows.map((permission) => (
              <li key={permission}>{permission}</li>
            ))}
          </ul>
        </>
      )}
      {claims && <Json title="Claims" value={claims} />}
    </>
  );
}
