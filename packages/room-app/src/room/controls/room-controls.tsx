import { ControlBar } from '@cloudmeet/ui';
import { useLeave } from './use-leave.tsx';
import { useMediaItems } from './use-media-items.tsx';
import { useMoreEntries } from './use-more-entries.tsx';
import { useSocialItems } from './use-social-items.tsx';

/** The control bar of the room, in the order that people reach. */
export function RoomControls() {
  const media = useMediaItems();
  const social = useSocialItems();
  const more = useMoreEntries();
  const leave = useLeave();
  return <ControlBar items={[...media, ...social]} more={more} leave={leave} />;
}
