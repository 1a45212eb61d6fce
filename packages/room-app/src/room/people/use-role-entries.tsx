import { roles } from '@cloudmeet/contracts';
import type { Participant, Role } from '@cloudmeet/contracts';
import { selectMyId } from '@cloudmeet/room-engine';
import { useText } from '@cloudmeet/ui';
import type { MenuEntry, TextKey } from '@cloudmeet/ui';
import { useActions, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { useMay } from '../use-may.ts';

const words: Record<Role, TextKey> = {
  host: 'people.makeHost',
  moderator: 'people.makeModerator',
  attendee: 'people.makeAttendee',
};

/** The roles that somebody does not have, for those who may give them. */
export function useRoleEntries({ id, role }: Participant): MenuEntry[] {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const may = useMay();
  const isMe = useRoomState((state) => selectMyId(state) === id);
  if (isMe || !may('participant.changeRole')) return [];
  return roles
    .filter((other) => other !== role)
    .map((other) => ({
      id: `make-${other}`,
      label: t(words[other]),
      onSelect: () => void run(() => actions.changeRole(id, other)),
    }));
}
