import '@cloudmeet/ui/later-english';
import type { Participant } from '@cloudmeet/contracts';
import { TileMenu } from '@cloudmeet/ui';
import { usePersonEntries } from './use-person-entries.tsx';

/** The three dots of a tile: what I may do with its person. Nothing where I may do nothing. */
export function PersonMenu({ person }: { person: Participant }) {
  const entries = usePersonEntries(person);
  return entries.length > 0 ? <TileMenu name={person.name} entries={entries} /> : null;
}

// a chunk of its own, a moment after the room: `lazy()` wants it as the default
export default PersonMenu;
