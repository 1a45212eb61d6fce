import type { Participant } from '@cloudmeet/contracts';
import { ShareIcon, Tile, useText } from '@cloudmeet/ui';
import { useStream } from '../../media/use-stream.ts';

/** Somebody's shared screen, whole and never cropped. */
export function ScreenTile({ sharer }: { sharer: Participant }) {
  const { t } = useText();
  const stream = useStream(sharer.id, 'screen');
  return (
    <Tile
      name={t('tile.screenOf', { name: sharer.name })}
      stream={stream}
      cameraOn={stream !== null}
      connecting={stream === null}
      fit="contain"
      mirrored={false}
      caption={
        <>
          <ShareIcon />
          {t('tile.presents', { name: sharer.name })}
        </>
      }
    />
  );
}
