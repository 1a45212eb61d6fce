import { describe, expect, it } from 'vitest';
import { translate } from './translate.ts';

const texts = {
  greeting: 'Hello {{name}}, {{name}}',
  waiting_one: '{{count}} person',
  waiting_other: '{{count}} people',
  deep: { inner: 'Inside' },
};

describe('a text', () => {
  it('is found by its dotted key', () => {
    expect(translate(texts, 'en', 'deep.inner')).toBe('Inside');
  });

  it.each(['missing', 'deep', 'deep.inner.more', '__proto__', 'constructor', 'deep.toString'])(
    'that is not there (%s) comes back as its key',
    (key) => {
      expect(translate(texts, 'en', key)).toBe(key);
    },
  );

  it('fills every place, and leaves one without a value as it is', () => {
    expect(translate(texts, 'en', 'greeting', { name: 'Ada' })).toBe('Hello Ada, Ada');
    expect(translate(texts, 'en', 'greeting', {})).toBe('Hello {{name}}, {{name}}');
  });

  it('takes a value as it is: neither its places nor its dollar signs mean anything', () => {
    expect(translate(texts, 'en', 'greeting', { name: '{{count}} $& $1' })).toBe(
      'Hello {{count}} $& $1, {{count}} $& $1',
    );
  });

  it('has the plural form that its language wants', () => {
    expect([0, 1, 2].map((count) => translate(texts, 'en', 'waiting', { count }))).toEqual([
      '0 people',
      '1 person',
      '2 people',
    ]);
  });

  it('without plural forms stays the same for every count', () => {
    expect(translate({ left: '{{count}} left' }, 'el', 'left', { count: 1 })).toBe('1 left');
  });
});
