import { newId } from '@cloudmeet/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

test('a cursor comes back as the place it stands for', () => {
  const places = fc.record({
    createdAt: fc.date({ min: new Date(0), noInvalidDate: true }),
    id: fc.constantFrom('room', 'apiKey', 'participant', 'origin').map((kind) => newId(kind)),
  });
  fc.assert(
    fc.property(places, (place) => {
      expect(decodeCursor(encodeCursor(place))).toEqual(place);
    }),
  );
});

test('no text but a cursor is taken for one, and none fails in another way', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => decodeCursor(text)).toThrow(expect.objectContaining({ code: 'invalid-request' }));
    }),
  );
});
