import { useEffect, useState } from 'react';
import type { Frame } from '../people/use-person-frame.ts';
import type { Person } from '../people/people.ts';
import styles from './drawer.module.css';

const offlineSeconds = 10;
const scenarios = [
  { id: 'as-is', label: 'As it is' },
  { id: 'slow-uplink', label: 'Slow uplink' },
  { id: 'packet-loss', label: 'Packet loss' },
  { id: 'offline', label: `Offline ${String(offlineSeconds)} s` },
] as const;
type ScenarioId = (typeof scenarios)[number]['id'];

interface Props {
  people: readonly Person[];
  frames: ReadonlyMap<string, Frame>;
  chosen: string;
  onChoose: (userId: string) => void;
}

/** Which scenario each person is in; "offline" ends by itself. */
function useScenarios(frames: Props['frames'], chosen: string) {
  const [active, setActive] = useState<Record<string, ScenarioId>>({});
  const [problem, setProblem] = useState<string>();
  const current = active[chosen] ?? 'as-is';
  useEffect(() => {
    if (current !== 'offline') return undefined;
    const mend = () => setActive((before) => ({ ...before, [chosen]: 'as-is' }));
    const timer = setTimeout(mend, offlineSeconds * 1000);
    return () => clearTimeout(timer);
  }, [current, chosen]);
  const choose = (scenario: ScenarioId) => {
    const done = () => {
      setProblem(undefined);
      setActive((before) => ({ ...before, [chosen]: scenario }));
    };
    const failed = (thrown: unknown) => setProblem(thrown instanceof Error ? thrown.message : String(thrown));
    const seconds = scenario === 'offline' ? offlineSeconds : undefined;
    frames.get(chosen)?.simulateScenario(scenario, seconds).then(done, failed);
  };
  return { current, problem, choose };
}

/** Breaks one person's network on purpose, and mends it. */
export function NetworkPicker({ people, frames, chosen, onChoose }: Props) {
  const { current, problem, choose } = useScenarios(frames, chosen);
  return (
    <div className={styles.network}>
      <label className={styles.networkWho}>
        <span className="visually-hidden">Whose network</span>
        <select value={chosen} onChange={(event) => onChoose(event.target.value)}>
          {people.map((person) => (
            <option key={person.userId} value={person.userId}>
              {person.label}’s network
            </option>
          ))}
        </select>
      </label>
      <fieldset className={styles.segments}>
        <legend className="visually-hidden">Network</legend>
        {scenarios.map((scenario) => (
          <button
            key={scenario.id}
            type="button"
            aria-pressed={current === scenario.id}
            data-broken={scenario.id !== 'as-is'}
            onClick={() => choose(scenario.id)}
          >
            {scenario.label}
          </button>
        ))}
      </fieldset>
      {problem !== undefined && (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
