import { describe, expect, it } from 'vitest';
import { createEnglishText, createText } from './create-text.ts';
import { whoIsHere } from './who-is-here.ts';

const { t } = createEnglishText();

describe('who is here', () => {
  it.each([
    [[], 0, 'You are the first one here'],
    [['Jonas'], 1, 'Jonas is here'],
    [['Jonas', 'Mei'], 2, 'Jonas and Mei are here'],
    [['Jonas', 'Mei', 'David'], 3, 'Jonas, Mei and David are here'],
    [['Jonas', 'Mei', 'David', 'Ruth'], 4, 'Jonas, Mei and 2 more are here'],
    [['Jonas', 'Mei', 'David'], 16, 'Jonas, Mei and 14 more are here'],
  ])('%j of %d', (names, total, sentence) => {
    expect(whoIsHere(names, total, 'en', t)).toBe(sentence);
  });

  it('says it in Greek', async () => {
    const greek = await createText('el');
    expect(whoIsHere(['Jonas', 'Mei'], 2, 'el', greek.t)).toBe('Εδώ είναι: Jonas και Mei');
  });
});
