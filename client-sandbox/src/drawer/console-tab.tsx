import { useState } from 'react';
import { everyone } from '../people/people.ts';
import { CommandForm } from './command-form.tsx';
import { runCommand } from './commands.ts';
import styles from './drawer.module.css';
import type { DrawerProps } from './drawer-props.ts';
import { Json } from './json.tsx';

interface Run {
  id: number;
  title: string;
  ok: boolean;
  result: unknown;
}

const runsMax = 50;

function describeError(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return String(thrown);
  const { code, fix, fatal } = thrown as Error & { code?: string; fix?: string; fatal?: boolean };
  return { code, message: thrown.message, fatal, fix };
}

/** Tries any command of the SDK as any of the people, and shows what it answers. */
export function ConsoleTab({ people, frames, chosen, onChoose }: DrawerProps) {
  const [runs, setRuns] = useState<Run[]>([]);
  const run = (name: string, argumentsText: string, args: unknown[]) => {
    const who = everyone.find((person) => person.userId === chosen)?.label ?? chosen;
    const record = (ok: boolean, result: unknown) =>
      setRuns((before) => {
        const id = (before[0]?.id ?? 0) + 1;
        return [{ id, title: `${who}: ${name}(${argumentsText})`, ok, result }, ...before].slice(0, runsMax);
      });
    runCommand(frames.get(chosen), name, args).then(
      (result) => record(true, result),
      (thrown: unknown) => record(false, describeError(thrown)),
    );
  };
  return (
    <div className={styles.split}>
      <CommandForm people={people} chosen={chosen} onChoose={onChoose} onRun={run} />
      <section className={styles.results} aria-label="Answers" aria-live="polite">
        {runs.length === 0 && <p className={styles.empty}>Run a command to see what it answers.</p>}
        {runs.map((one) => (
          <article key={one.id} data-ok={one.ok}>
            <Json title={one.title} value={one.result} />
          </article>
        ))}
      </section>
    </div>
  );
}
