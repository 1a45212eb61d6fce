import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import type { Quality, TrackKind } from '@cloudmeet/contracts';
import { entriesFolded, stateReplaced } from './room-slice.ts';

/**
 * The media path to one participant. `interrupted`: it was up and is being repaired. `failed`: repair did not
 * help so far; it goes on being tried.
 */
export type LinkStatus = 'new' | 'connecting' | 'connected' | 'interrupted' | 'failed';

/** Measured over the last two seconds on one media path. Loss is a fraction from 0 to 1. */
export interface PeerStats {
  sentKbps: number;
  receivedKbps: number;
  /** What the other side lost of what we sent. */
  sentLoss: number;
  receivedLoss: number;
  rttMs: number | null;
  jitterMs: number | null;
  framesPerSecond: number | null;
  frameWidth: number | null;
  frameHeight: number | null;
  /** True when media goes through a TURN server. */
  relayed: boolean;
  /** Why the sender sends less than it could; null where the browser does not tell. */
  limitedBy: 'bandwidth' | 'cpu' | 'other' | null;
}

export interface Peer {
  /** What the server says: false while the person is on the way back. */
  connected: boolean;
  /** What the person's own page measures. */
  quality: Quality;
  link: LinkStatus;
  stats: PeerStats | null;
  /** Kinds this pair of browsers could not agree on: the person cannot be seen or heard that way. */
  rejected: TrackKind[];
}

/** What this page measures of its own network. */
export interface NetworkState {
  quality: Quality;
  limitedBy: 'uplink' | 'downlink' | 'delay' | null;
  /** The scenario that is being simulated, or null. */
  simulated: string | null;
}

export interface PeersState {
  byId: Record<string, Peer>;
  network: NetworkState;
}

export const unknownPeer: Peer = {
  connected: true,
  quality: 'good',
  link: 'new',
  stats: null,
  rejected: [],
};

export const initialPeers: PeersState = {
  byId: {},
  network: { quality: 'good', limitedBy: null, simulated: null },
};

function keep(state: PeersState, stays: (id: string) => boolean): void {
  state.byId = Object.fromEntries(Object.entries(state.byId).filter(([id]) => stays(id)));
}

const slice = createSlice({
  name: 'peers',
  initialState: initialPeers,
  reducers: {
    peerChanged: (state, { payload }: PayloadAction<{ id: string } & Partial<Peer>>) => {
      const { id, ...change } = payload;
      state.byId[id] = { ...(state.byId[id] ?? unknownPeer), ...change };
    },
    networkChanged: (state, { payload }: PayloadAction<Partial<NetworkState>>) => {
      Object.assign(state.network, payload);
    },
    /** The mesh is gone: nothing is measured between two people any more. */
    peersUnlinked: (state) => {
      for (const peer of Object.values(state.byId))
        Object.assign(peer, { link: 'new', stats: null, rejected: [] } satisfies Partial<Peer>);
    },
    peersCleared: () => initialPeers,
  },
  /** Whoever left the room has no path any more. */
  extraReducers: (builder) => {
    builder.addCase(entriesFolded, (state, { payload }) => {
      const gone = payload.flatMap(({ type, data }) =>
        type === 'participant.left' && 'participantId' in data ? [data.participantId] : [],
      );
      if (gone.length > 0) keep(state, (id) => !gone.includes(id));
    });
    builder.addCase(stateReplaced, (state, { payload }) => {
      keep(state, (id) => payload?.participants[id] !== undefined);
    });
  },
});

export const peersReducer = slice.reducer;
export const { peerChanged, networkChanged, peersUnlinked, peersCleared } = slice.actions;
