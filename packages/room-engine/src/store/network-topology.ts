import type { NetworkTopology } from '@cloudmeet/contracts';
import type { LinkStatus, PeerStats } from './peers-slice.ts';
import { selectOthers } from './selectors.ts';
import type { RoomEngineState } from './store.ts';

/** The way that media takes now, as the SDK shows it. */
export function selectNetworkTopology(state: RoomEngineState): NetworkTopology {
  const { topology, preparing } = state.room;
  const { link, stats, map } = state.mix;
  if (topology === 'mixed') {
    const picture =
      stats?.frameWidth != null && stats.frameHeight !== null
        ? {
            width: stats.frameWidth,
            height: stats.frameHeight,
            framesPerSecond: stats.framesPerSecond,
            tiles: map?.tiles.length ?? 0,
          }
        : null;
    return { topology, preparing, connections: [{ to: 'mixer', ...connectionOf(link, stats) }], picture };
  }
  const connections = selectOthers(state).flatMap(({ id }) => {
    const peer = state.peers.byId[id];
    return peer
      ? [{ to: 'participant' as const, participantId: id, ...connectionOf(peer.link, peer.stats) }]
      : [];
  });
  return { topology, preparing, connections, picture: null };
}

function connectionOf(state: LinkStatus, stats: PeerStats | null) {
  return {
    state,
    relayed: stats?.relayed ?? false,
    ...(stats?.rttMs == null ? {} : { rttMs: stats.rttMs }),
  };
}
