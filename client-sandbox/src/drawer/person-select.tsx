import type { Person } from '../people/people.ts';

interface Props {
  people: readonly Person[];
  chosen: string;
  onChoose: (userId: string) => void;
}

export function PersonSelect({ people, chosen, onChoose }: Props) {
  return (
    <label>
      As
      <select value={chosen} onChange={(event) => onChoose(event.target.value)}>
        {people.map((person) => (
          <option key={person.userId} value={person.userId}>
            {person.label}, {person.name}
          </option>
        ))}
      </select>
    </label>
  );
}
