import { CloudMeetError } from '@cloudmeet/contracts';
import { queueLimits } from './queue.ts';
import type { OutgoingMessage } from './queue.ts';

const attributeName = /^[A-Za-z][\w-]{0,99}$/;

const refuse = (detail: string) => new CloudMeetError('message-invalid', { detail });

/** A message that every adapter carries, with its defaults. @throws CloudMeetError `message-invalid` */
export function checkOutgoing(message: OutgoingMessage): Required<OutgoingMessage> {
  const { body, attributes = {}, delayMs = 0 } = message;
  const entries = Object.entries(attributes);
  if (body === '') throw refuse('A message needs a body.');
  const bytes = [body, ...entries.flat()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > queueLimits.bodyBytes) throw refuse('The message is larger than the queue carries.');
  if (entries.length > queueLimits.attributes) throw refuse('The message has too many attributes.');
  for (const [name, value] of entries) {
    if (!attributeName.test(name) || value === '') throw refuse(`The attribute ${name} cannot be carried.`);
  }
  if (!(delayMs >= 0 && delayMs <= queueLimits.delayMs)) throw refuse('The delay is not one of the queue.');
  return { body, attributes, delayMs };
}
