import { useState } from 'react';
import type { FormEvent } from 'react';
import { everyone } from '../people/people.ts';
import { commandExamples, parseArguments, runCommand } from './commands.ts';
import styles from './drawer.module.css';
import type { DrawerProps } from './drawer.tsx';
import { Json } from './json.tsx';
import { PersonSelect } from './person-select.tsx';

interface Run {
  id: number;
  who: string;
  call: string;
  ok: boolean;
  result: unknown;
}

function describeError(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return String(thrown);
  const { code, fix, fatal } = thrown as Error & { code?: string; fix?: string; fatal?: boolean };
  return { code, message: thrown.message, fatal, fix };
}

/** Tries any command of the SDK as any of the people, and shows what it answers. */
export function ConsoleTab({ people, frames, chosen, onChoose }: DrawerProps) {
  const [name, setName] = useState<string>(commandExamples[0]?.name ?? '');
  const [args, setArgs] = useState('');
  const [problem, setProblem] = useState<string>();
  const [runs, setRuns] = useState<Run[]>([]);

  const record = (run: Omit<Run, 'id'>) =>
    setRuns((before) => [{ ...run, id: (before[0]?.id ?? 0) + 1 }, ...before].slice(0, 50));

  const run = (event: FormEvent) => {
    event.preventDefault();
    const frame = frames.get(chosen);
    if (!frame) return setProblem('That person is not in the lesson.');
    let parsed: unknown[];
    try {
      parsed = parseArguments(args);
    } catch {
      return setProblem('The arguments are not JSON. Write them as in code: "text", true, {"a": 1}.');
    }
    setProblem(undefined);
    const who = everyone.find((person) => person.userId === chosen)?.label ?? chosen;
    const call = `${name}(${args})`;
    runCommand(frame, name, parsed).then(
      (result) => record({ who, call, ok: true, result }),
      (thrown: unknown) => record({ who, call, ok: false, result: describeError(thrown) }),
    );
    return undefined;
  };

  return (
    <div className={styles.split}>
      <form className={styles.form} onSubmit={run}>
        <PersonSelect people={people} chosen={chosen} onChoose={onChoose} />
        <label>
          Command
          <select
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              const example = commandExamples.find((one) => one.name === event.target.value);
              setArgs((example?.args ?? []).map((arg) => JSON.stringify(arg)).join(', '));
            }}
          >
            {commandExamples.map((example) => (
              <option key={example.name}>{example.name}</option>
            ))}
          </select>
        </label>
        <label>
          Arguments
          <textarea
            rows={3}
            value={args}
            onChange={(event) => setArgs(event.target.value)}
            spellCheck={false}
            aria-invalid={problem !== undefined}
          />
        </label>
        {problem !== undefined && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <button type="submit" className={styles.primary}>
          Run
        </button>
      </form>
      <section className={styles.results} aria-label="Answers" aria-live="polite">
        {runs.length === 0 && <p className={styles.empty}>Run a command to see what it answers.</p>}
        {runs.map((one) => (
          <article key={one.id} data-ok={one.ok}>
            <h3 className={styles.jsonTitle}>
              {one.who}: {one.call}
            </h3>
            <Json value={one.result} />
          </article>
        ))}
      </section>
    </div>
  );
}
