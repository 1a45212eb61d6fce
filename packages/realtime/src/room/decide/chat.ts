import { CloudMeetError } from '@cloudmeet/contracts';
import type { Outcome } from '../decided.ts';
import { withTarget } from './deed.ts';
import type { CommandHandlers, Deed } from './deed.ts';

function sent({ self, context }: Deed, text: string, to?: string): Outcome {
  const message = { messageId: context.newId('message'), from: self.id, fromName: self.name, text };
  return { entries: [{ type: 'chat.sent', data: to === undefined ? message : { ...message, to } }] };
}

/** Messages to all or to one. Somebody else's direct message looks like one that is not there. */
export const chatCommands: CommandHandlers<'chat.send' | 'chat.direct' | 'chat.delete'> = {
  'chat.send': (deed, { text }) => sent(deed, text),
  'chat.direct': (deed, { to, text }) => withTarget(deed, to, () => sent(deed, text, to)),
  'chat.delete': ({ room, self }, { messageId }) => {
    const message = room.state.chat.find((one) => one.id === messageId);
    const isSeen = message && (message.to === undefined || [message.to, message.from].includes(self.id));
    if (!isSeen) return new CloudMeetError('not-found', { detail: 'There is no such message.' });
    return { entries: [{ type: 'chat.deleted', data: { messageId } }] };
  },
};
