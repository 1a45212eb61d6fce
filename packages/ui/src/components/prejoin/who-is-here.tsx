import { whoIsHere } from '../../text/who-is-here.ts';
import { useText } from '../../text/use-text.tsx';
import { AvatarStack } from '../avatar/avatar.tsx';

export interface WhoIsHereProps {
  /** Those who are in the room; the first three are drawn, first names said. */
  people: readonly { name: string; avatarUrl?: string | undefined }[];
  /** How many there are, where `people` is not all of them. */
  total?: number;
}

/** Faces and one sentence: "Jonas, Mei and David are here". */
export function WhoIsHere({ people, total = people.length }: WhoIsHereProps) {
  const { t, language } = useText();
  const firstNames = people.map(({ name }) => name.split(/\s+/u)[0] ?? name);
  return (
    <>
      {people.length > 0 ? <AvatarStack people={people.slice(0, 3)} size={32} /> : null}
      <span>{whoIsHere(firstNames, total, language, t)}</span>
    </>
  );
}
