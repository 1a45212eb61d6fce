import { createRoomSchema, updateRoomSchema } from '@cloudmeet/contracts';
import { expect, it } from 'vitest';
import { createBody, emptyDraft, parseMetadata, updateBody } from './room-draft.ts';

it('what the form makes fits the contract, empty or filled', () => {
  const filled = {
    ...emptyDraft,
    ...{ name: ' Review ', mode: 'mixed' as const, maxParticipants: 12, lobby: true, externalId: 'c-1' },
    policies: { ...emptyDraft.policies, video: 'off' as const },
    metadata: '{"a": 1}',
  };
  for (const draft of [emptyDraft, filled]) {
    expect(createRoomSchema.safeParse(createBody(draft)).error).toBeUndefined();
    expect(updateRoomSchema.safeParse(updateBody(draft)).error).toBeUndefined();
  }
  expect(createBody(filled)).toMatchObject({
    name: 'Review',
    policies: { 'media.publish': { audio: 'allowed', video: 'off' } },
    metadata: { a: 1 },
  });
});

it('an id that was taken out of the form is taken off the room', () => {
  expect(updateBody({ ...emptyDraft, externalId: ' ' }).externalId).toBeNull();
  expect(createBody(emptyDraft)).not.toHaveProperty('externalId');
});

it.each(['[1]', 'null', '"x"', '{', '42'])('%s is no metadata', (text) => {
  expect(parseMetadata(text)).toBeUndefined();
});
