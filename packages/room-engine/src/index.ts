export { createRoom } from './create-room.ts';
export { Emitter } from './emitter.ts';
export type { Disposer } from './emitter.ts';
export { mixTracks } from './engines/video-engine.ts';
export type { PictureSize } from './engines/video-engine.ts';
export type { BrowserPorts } from './ports/browser-ports.ts';
export { localTracks } from './room.ts';
export type {
  JoinOutcome,
  JoinWish,
  Levels,
  Room,
  RoomActions,
  RoomOptions,
  RoomTrack,
  SimulationReport,
  TrackRegistry,
} from './room.ts';
export { roomEventNames } from './room-events.ts';
export { eventsBetween } from './events/entry-events.ts';
export type { FrameRoomEventName, RoomEvent, RoomEvents } from './room-events.ts';
export type { ConnectionState, ConnectionStatus } from './store/connection-slice.ts';
export type { LocalState } from './store/local-slice.ts';
export type { DevicePermission, LocalMediaState, LocalMediaStatus, MediaState } from './store/media-slice.ts';
export { initialMix } from './store/mix-slice.ts';
export type { MixState } from './store/mix-slice.ts';
export type { LinkStatus, NetworkState, Peer, PeersState, PeerStats } from './store/peers-slice.ts';
export { initialStream } from './store/stream-slice.ts';
export type { StreamState } from './store/stream-slice.ts';
export type { SpeakersState } from './store/speakers-slice.ts';
export type { RoomEngineState, RoomStore } from './store/store.ts';
export * from './store/selectors.ts';
export { selectNetworkTopology } from './store/network-topology.ts';
