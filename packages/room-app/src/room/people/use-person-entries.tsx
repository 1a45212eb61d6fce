import type { Participant } from '@cloudmeet/contracts';
import { selectMyId } from '@cloudmeet/room-engine';
import { PinIcon, SpotlightIcon, UnpinIcon, useText } from '@cloudmeet/ui';
import type { MenuEntry } from '@cloudmeet/ui';
import { useActions, usePageDispatch, usePageState, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { viewChanged } from '../../page/view-slice.ts';
import { useMay } from '../use-may.ts';
import { useModerationEntries } from './use-moderation-entries.tsx';
import { useRoleEntries } from './use-role-entries.tsx';

/** Everything that I may do with one person, most harmless first; only what works is shown. */
export function usePersonEntries(person: Participant): MenuEntry[] {
  const view = useViewEntries(person);
  const moderation = useModerationEntries(person);
  const roles = useRoleEntries(person);
  const groups = [view, moderation.gentle, roles, moderation.final].filter((group) => group.length > 0);
  return groups.flatMap((group, index) =>
    index === 0 ? group : [{ kind: 'separator' as const, id: `line-${String(index)}` }, ...group],
  );
}

/** Pin for me, spotlight for everyone. */
function useViewEntries({ id }: Participant): MenuEntry[] {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const dispatch = usePageDispatch();
  const may = useMay();
  const pinned = usePageState(({ view }) => view.pinned === id);
  const inSpotlight = useRoomState(({ room }) => room.spotlight === id);
  const isMe = useRoomState((state) => selectMyId(state) === id);
  const entries: MenuEntry[] = [];
  if (!isMe) {
    entries.push({
      id: 'pin',
      label: pinned ? t('tile.unpin') : t('tile.pin'),
      icon: pinned ? <UnpinIcon /> : <PinIcon />,
      onSelect: () => dispatch(viewChanged({ pinned: pinned ? null : id })),
    });
  }
  if (may('spotlight.set')) {
    entries.push({
      id: 'spotlight',
      label: inSpotlight ? t('tile.endSpotlight') : t('tile.spotlight'),
      icon: <SpotlightIcon />,
      onSelect: () => void run(() => actions.spotlight(inSpotlight ? null : id)),
    });
  }
  return entries;
}
