import { useText } from '../../text/use-text.tsx';
import styles from './reaction-burst.module.css';

export interface ShownReaction {
  /** Stable while it is shown. */
  id: string;
  symbol: string;
  /** The symbol in words: "Applause". */
  label: string;
  name: string;
}

export interface ReactionBurstProps {
  /** The newest last; the page takes each away after a few seconds. The last five are drawn. */
  reactions: readonly ShownReaction[];
}

/** Reactions in the corner of the stage: they come, stand still and go. */
export function ReactionBurst({ reactions }: ReactionBurstProps) {
  const { t } = useText();
  return (
    <div className={styles.burst} role="log" aria-label={t('reactions.label')}>
      {reactions.slice(-5).map(({ id, symbol, label, name }) => (
        <div key={id} className={styles.reaction}>
          <span className={styles.symbol} aria-hidden="true">
            {symbol}
          </span>
          <span className={styles.hidden}>{label}</span>
          <bdi className={styles.name}>{name}</bdi>
        </div>
      ))}
    </div>
  );
}
