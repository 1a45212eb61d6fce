import type { RoomPage } from '../page/room-page.ts';
import type { MethodTable } from './method-types.ts';

export function chatMethods({ room }: RoomPage): Pick<MethodTable, 'sendChatMessage' | 'sendAppMessage'> {
  return {
    sendChatMessage: ({ text, to }) => room.actions.sendChat(text, to),
    sendAppMessage: ({ data, to }) => room.actions.sendApp(data, to),
  };
}
