import { selectNetwork, selectPreview, selectRoom } from '@cloudmeet/room-engine';
import { Badge, Clock, LockIcon, TopBar, useText } from '@cloudmeet/ui';
import { usePage, useRoomState } from '../../page/page-context.tsx';
import { useCapturesPart } from '../captures/use-captures-part.ts';
import { Brand } from '../../shell/brand.tsx';

/** What this is, since when, whether it is locked, how well I am connected. */
export function RoomTop() {
  const { t } = useText();
  const { embedded } = usePage();
  const name = useRoomState((state) => selectPreview(state)?.room.name ?? '');
  const { startedAt, locked } = useRoomState(selectRoom);
  const offsetMs = useRoomState(({ local }) => local.clockOffsetMs);
  const quality = useRoomState((state) =>
    state.connection.status === 'reconnecting' ? 'lost' : selectNetwork(state).quality,
  );
  const captures = useCapturesPart();
  return (
    <TopBar
      logo={embedded ? undefined : <Brand named={false} />}
      title={name}
      clock={startedAt === null ? undefined : <Clock sinceMs={Date.parse(startedAt) - offsetMs} />}
      marks={
        locked || captures ? (
          <>
            {captures ? <captures.CaptureMarks /> : null}
            {locked ? <Badge icon={<LockIcon />}>{t('room.locked')}</Badge> : null}
          </>
        ) : undefined
      }
      quality={quality}
    />
  );
}
