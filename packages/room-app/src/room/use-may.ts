import { useCallback } from 'react';
import type { MediaKind, Permission } from '@cloudmeet/contracts';
import { selectAllows, selectCan } from '@cloudmeet/room-engine';
import { usePage, useRoomState } from '../page/page-context.tsx';

/** Asks whether I may do something now. The component renders again when that changes. */
export function useMay(): (permission: Permission, kind?: MediaKind) => boolean {
  const { store } = usePage().room;
  const allows = useRoomState(selectAllows);
  const policies = useRoomState(({ room }) => room.policies);
  // the selectors decide; what they depend on is listed so that the answer is asked again when it changes
  return useCallback(
    (permission, kind) => selectCan(store.getState(), permission, kind),
    // oxlint-disable-next-line react/exhaustive-deps
    [store, allows, policies],
  );
}
