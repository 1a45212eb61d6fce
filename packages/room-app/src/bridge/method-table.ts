import type { RoomPage } from '../page/room-page.ts';
import { captureMethods } from './capture-methods.ts';
import { chatMethods } from './chat-methods.ts';
import { deviceMethods } from './device-methods.ts';
import { lookMethods } from './look-methods.ts';
import { meetingMethods } from './meeting-methods.ts';
import type { MethodTable } from './method-types.ts';
import { networkMethods } from './network-methods.ts';
import { peopleMethods } from './people-methods.ts';

/** Every method of the contract; one that is missing here does not compile. */
export function methodTable(page: RoomPage): MethodTable {
  return {
    ...meetingMethods(page),
    ...deviceMethods(page),
    ...peopleMethods(page),
    ...chatMethods(page),
    ...captureMethods(page),
    ...lookMethods(page),
    ...networkMethods(page),
  };
}
