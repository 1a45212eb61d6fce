import { useState } from 'react';
import type { FormEvent } from 'react';
import { commandExamples, parseArguments } from './commands.ts';
import styles from './drawer.module.css';
import type { DrawerProps } from './drawer-props.ts';
import { PersonSelect } from './person-select.tsx';

interface Props extends Pick<DrawerProps, 'people' | 'chosen' | 'onChoose'> {
  onRun: (name: string, argumentsText: string, args: unknown[]) => void;
}

function exampleArguments(name: string): string {
  const example = commandExamples.find((one) => one.name === name);
  return (example?.args ?? []).map((arg) => JSON.stringify(arg)).join(', ');
}

/** Who, which command, with which arguments. */
export function CommandForm({ people, chosen, onChoose, onRun }: Props) {
  const [name, setName] = useState<string>('participants');
  const [args, setArgs] = useState('');
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    try {
      onRun(name, args, parseArguments(args));
      setProblem(undefined);
    } catch {
      setProblem('The arguments are not JSON. Write them as in code: "text", true, {"a": 1}.');
    }
  };
  const choose = (next: string) => {
    setName(next);
    setArgs(exampleArguments(next));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <PersonSelect people={people} chosen={chosen} onChoose={onChoose} />
      <label>
        Command
        <select value={name} onChange={(event) => choose(event.target.value)}>
          {commandExamples.map((example) => (
            <option key={example.name}>{example.name}</option>
          ))}
        </select>
      </label>
      <label>
        Arguments
        <textarea
          rows={2}
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
  );
}
