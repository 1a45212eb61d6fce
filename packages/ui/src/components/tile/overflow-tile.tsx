import { useText } from '../../text/use-text.tsx';
import { AvatarStack } from '../avatar/avatar.tsx';
import styles from './overflow-tile.module.css';

export interface OverflowTileProps {
  /** Those who have no tile; the first three are drawn. */
  people: readonly { name: string; avatarUrl?: string | undefined }[];
  /** How many they are, where not all of them are in `people`. */
  count?: number;
  /** Opens the people panel. */
  onPress: () => void;
}

/** Stands for everyone who has no place on the stage: "16 more". */
export function OverflowTile({ people, count = people.length, onPress }: OverflowTileProps) {
  const { t } = useText();
  return (
    <button type="button" className={styles.tile} onClick={onPress}>
      <AvatarStack people={people.slice(0, 3)} size={28} />
      {t('tile.more', { count })}
    </button>
  );
}
