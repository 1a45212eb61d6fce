import '@cloudmeet/ui/later-english';
import { localTracks, selectPreview } from '@cloudmeet/room-engine';
import { StatusScreen, useText, VideoSurface, WaitingIcon } from '@cloudmeet/ui';
import { looksAway, useStream } from '../../media/use-stream.ts';
import { useActions, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { Brand } from '../../shell/brand.tsx';
import { useTenantWords } from '../../shell/tenant-words.tsx';
import styles from './waiting-screen.module.css';

/** At the door: a host has to let me in. I see myself, so that I am ready when they do. */
export function WaitingScreen() {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const room = useRoomState(selectPreview)?.room;
  const words = useTenantWords('waiting');
  const stream = useStream(localTracks, 'video');
  return (
    <StatusScreen
      brand={<Brand size={32} />}
      icon={<WaitingIcon />}
      tone="accent"
      title={t('lobby.waitTitle')}
      detail={words ?? t('lobby.waitDetail')}
      footnote={room?.name}
      action={{ label: t('lobby.stopWaiting'), onPress: () => void run(() => actions.leave()) }}
    >
      {stream ? (
        <div className={styles.picture}>
          <VideoSurface stream={stream} mirrored={!looksAway(stream)} label={t('prejoin.preview')} />
        </div>
      ) : null}
    </StatusScreen>
  );
}

// a screen is a chunk of its own: `lazy()` wants it as the default
export default WaitingScreen;
