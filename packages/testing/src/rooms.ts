export { FakeMediaNode } from './environment/fake-media-node.ts';
export type { FakeMediaNodeOptions, FakeMix } from './environment/fake-media-node.ts';
export {
  startRealtimeNode,
  testInternalSecret,
  testRoomOrigin,
  testSecret,
} from './environment/realtime-node.ts';
export type { RealtimeNode, RealtimeNodeOptions } from './environment/realtime-node.ts';
export { RoomTenant } from './environment/room-tenant.ts';
export type { RoomWish, TokenWish } from './environment/room-tenant.ts';
export { createRoomWorld } from './environment/room-world.ts';
export type { RoomWorld, RoomWorldOptions } from './environment/room-world.ts';
