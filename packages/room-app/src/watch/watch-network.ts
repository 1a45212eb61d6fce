import { selectNetwork } from '@cloudmeet/room-engine';
import type { NetworkState } from '@cloudmeet/room-engine';
import type { TextKey } from '@cloudmeet/ui';
import { noticed } from '../page/notice-slice.ts';
import type { RoomPage } from '../page/room-page.ts';
import { watchValue } from './watch-value.ts';

/** Says when my own connection gets too weak and when it is well again, and that a lost one is back. */
export function watchNetwork({ room, store, text }: RoomPage): () => void {
  const tell = (key: TextKey, tone: 'good' | 'warning'): void => {
    store.dispatch(noticed({ tone, text: text.t(key) }));
  };
  const disposers = [
    watchValue(
      room.store,
      (state) => selectNetwork(state).quality,
      (quality, before) => {
        if (room.store.getState().connection.status !== 'joined') return;
        if (quality === 'poor') tell(poorWords(selectNetwork(room.store.getState())), 'warning');
        if (before === 'poor' && quality === 'good') tell('network.notice.recovered', 'good');
      },
    ),
    watchValue(
      room.store,
      ({ connection }) => connection.status,
      (status, before) => {
        if (before === 'reconnecting' && status === 'joined') tell('status.reconnected', 'good');
      },
    ),
  ];
  return () => {
    for (const dispose of disposers) dispose();
  };
}

function poorWords({ limitedBy }: NetworkState): TextKey {
  return limitedBy === 'downlink' ? 'network.notice.downlinkPoor' : 'network.notice.uplinkPoor';
}
