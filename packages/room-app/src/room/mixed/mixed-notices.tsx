import { selectMix, selectRoom, selectStatus, selectWatching } from '@cloudmeet/room-engine';
import { errorText, Notice, OfflineIcon, PeopleIcon, useText } from '@cloudmeet/ui';
import { useRoomState } from '../../page/page-context.tsx';
import { useLasting } from '../use-lasting.ts';

/** What takes longer than anybody notices is said; what does not is not. */
const stepMs = 2000;
const mixerMs = 3000;

/** What a mixed room has to say of itself, and only one thing at a time. */
export function MixedNotices() {
  const { t } = useText();
  const { topology, preparing, mixer } = useRoomState(selectRoom);
  const { link } = useRoomState(selectMix);
  // who watches the stream is connected to no mixer
  const inside = useRoomState((state) => selectStatus(state) === 'joined' && !selectWatching(state));
  const mixed = topology === 'mixed' && inside;
  const stepping = useLasting(preparing !== null && preparing !== topology && inside, stepMs);
  const full = useLasting(mixed && mixer === null, mixerMs);
  const away = useLasting(mixed && mixer !== null && link !== 'connected', mixerMs);
  if (full) {
    const words = errorText('media-full', t);
    return (
      <Notice floating tone="warning" icon={<OfflineIcon />} detail={words.todo}>
        {words.what}
      </Notice>
    );
  }
  if (away) {
    return (
      <Notice floating tone="warning" icon={<OfflineIcon />} detail={t('room.mixAwayDetail')}>
        {t('room.mixAway')}
      </Notice>
    );
  }
  if (!stepping) return null;
  return (
    <Notice floating icon={<PeopleIcon />} detail={t('room.movingDetail')}>
      {preparing === 'p2p' ? t('room.movingBack') : t('room.moving')}
    </Notice>
  );
}
