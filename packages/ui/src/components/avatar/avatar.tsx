import { useState } from 'react';
import { classNames } from '../../class-names.ts';
import { avatarHue, initialsOf } from './initials.ts';
import styles from './avatar.module.css';

export interface AvatarProps {
  name: string;
  /** A picture; where it is missing or does not load, the initials stand. */
  url?: string | undefined;
  /** Edge in px, 32 by default; `fill` takes the size of what holds it. */
  size?: number | 'fill';
  /** Fixes the colour; the name by default. Give the user id where names may repeat. */
  seed?: string | undefined;
  className?: string | undefined;
}

/** A person's picture or initials in a colour that stays the same. Decoration: the name stands beside it. */
export function Avatar({ name, url, size = 32, seed, className }: AvatarProps) {
  const [failedUrl, setFailedUrl] = useState<string>();
  const edge = size === 'fill' ? undefined : { inlineSize: size, blockSize: size, fontSize: size * 0.4 };
  return (
    <span
      aria-hidden="true"
      data-hue={avatarHue(seed ?? name)}
      className={classNames(styles.avatar, size === 'fill' && styles.fill, className)}
      style={edge}
    >
      {url && url !== failedUrl ? (
        <img
          className={styles.picture}
          src={url}
          alt=""
          referrerPolicy="no-referrer"
          onError={() => setFailedUrl(url)}
        />
      ) : (
        <span className={styles.initials}>{initialsOf(name)}</span>
      )}
    </span>
  );
}

export interface AvatarStackProps {
  people: readonly { name: string; avatarUrl?: string | undefined }[];
  size?: number;
}

/** A few avatars, one over the other. Decoration: the sentence beside it says who. */
export function AvatarStack({ people, size = 32 }: AvatarStackProps) {
  return (
    <span className={styles.stack} aria-hidden="true">
      {withKeys(people).map(({ key, person }) => (
        <Avatar key={key} name={person.name} url={person.avatarUrl} size={size} />
      ))}
    </span>
  );
}

/** Two people may have one name: the second gets a key of its own. */
function withKeys<Person extends { name: string }>(
  people: readonly Person[],
): { key: string; person: Person }[] {
  const seen = new Map<string, number>();
  return people.map((person) => {
    const times = seen.get(person.name) ?? 0;
    seen.set(person.name, times + 1);
    return { key: `${person.name} ${times}`, person };
  });
}
