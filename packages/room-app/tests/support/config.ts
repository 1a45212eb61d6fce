import type { RoomPageConfig } from '@cloudmeet/contracts';
import { idOf } from '../fake-room/people.ts';

/** What a server writes into the room page of the tests. */
export const config: RoomPageConfig = {
  apiUrl: 'http://127.0.0.1:4400',
  socketUrl: 'ws://127.0.0.1:4400/rt',
  roomId: idOf('rm', 'atlas'),
  allowedOrigins: ['http://localhost:4402'],
  tenantName: 'Northwind Studio',
  theme: {},
};
