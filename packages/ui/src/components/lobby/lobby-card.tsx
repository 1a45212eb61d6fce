import { useText } from '../../text/use-text.tsx';
import { Avatar } from '../avatar/avatar.tsx';
import { Button } from '../button/button.tsx';
import styles from './lobby-card.module.css';

export interface LobbyCardProps {
  /** Who waits, the longest first. Nothing is drawn while nobody does. */
  waiting: readonly { id: string; name: string; avatarUrl?: string | undefined }[];
  onAdmit: (ids: readonly string[]) => void;
  onDeny: (id: string) => void;
  /** Opens the list of everyone who waits. */
  onShow: () => void;
}

/** Tells a host or moderator that somebody stands at the door, without covering faces. */
export function LobbyCard({ waiting, onAdmit, onDeny, onShow }: LobbyCardProps) {
  const { t } = useText();
  const [first] = waiting;
  if (!first) return null;
  const single = waiting.length === 1;
  return (
    <section className={styles.card} aria-label={t('lobby.label')}>
      <Avatar name={first.name} url={first.avatarUrl} seed={first.id} size={36} />
      <output className={styles.words}>
        {single ? t('lobby.wants', { name: first.name }) : t('lobby.waiting', { count: waiting.length })}
      </output>
      <div className={styles.actions}>
        {single ? (
          <Button
            tone="quiet"
            aria-label={t('lobby.denyNamed', { name: first.name })}
            onClick={() => onDeny(first.id)}
          >
            {t('lobby.deny')}
          </Button>
        ) : (
          <Button tone="quiet" onClick={onShow}>
            {t('lobby.show')}
          </Button>
        )}
        <Button
          tone="primary"
          aria-label={single ? t('lobby.admitNamed', { name: first.name }) : undefined}
          onClick={() => onAdmit(waiting.map(({ id }) => id))}
        >
          {t(single ? 'lobby.admit' : 'lobby.admitAll')}
        </Button>
      </div>
    </section>
  );
}
