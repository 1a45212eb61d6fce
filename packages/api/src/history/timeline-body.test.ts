import { newId } from '@cloudmeet/contracts';
import type { Entry } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import { timelineBody } from './timeline-body.ts';

const [ann, ben] = [newId('participant'), newId('participant')];
const at = '2026-11-21T09:30:00.000Z';

test('the flight recorder never says what people wrote, nor to whom', () => {
  const messageId = newId('message');
  const entry: Entry = {
    ...{ seq: 7, at, by: ann, type: 'chat.sent' },
    data: { messageId, from: ann, fromName: 'Ann', to: ben, text: 'our secret' },
  };
  const shown = timelineBody(entry);
  expect(shown).toEqual({
    ...{ seq: 7, at, type: 'chat.sent', by: ann },
    ...{ participantId: ann, data: { messageId } },
  });
  expect(JSON.stringify(shown)).not.toMatch(/secret|Ann/);
});

test('an entry names whom it is about and who did it', () => {
  const removed: Entry = {
    ...{ seq: 8, at, by: ann, type: 'participant.left' },
    data: { participantId: ben, reason: 'removed' },
  };
  expect(timelineBody(removed)).toMatchObject({ participantId: ben, by: ann, data: { reason: 'removed' } });
});
