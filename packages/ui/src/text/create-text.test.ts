import './later-english.ts';
import './prejoin-english.ts';
import { describe, expect, it } from 'vitest';
import { createEnglishText, createText } from './create-text.ts';
import { chooseLanguage } from './languages.ts';

describe('texts', () => {
  it('speak English at once', () => {
    const text = createEnglishText();
    expect(text.language()).toBe('en');
    expect(text.t('prejoin.canHear')).toBe('We can hear you');
  });

  it('fill places as plain text, markup included', () => {
    const { t } = createEnglishText();
    expect(t('lobby.wants', { name: '<b>Eve & {{name}}</b>' })).toBe('<b>Eve & {{name}}</b> wants to join');
  });

  it('never let a name reach into other texts', () => {
    const { t } = createEnglishText();
    expect(t('lobby.wants', { name: '$t(common.close)' })).toBe('$t(common.close) wants to join');
  });

  it('choose the plural form of the language', async () => {
    const text = await createText('el');
    expect(text.t('chat.newMessages', { count: 1 })).toBe('1 νέο μήνυμα');
    expect(text.t('chat.newMessages', { count: 3 })).toBe('3 νέα μηνύματα');
  });

  it('change their language and go back', async () => {
    const text = createEnglishText();
    await text.setLanguage('el');
    expect([text.language(), text.t('common.close')]).toEqual(['el', 'Κλείσιμο']);
    await text.setLanguage('en');
    expect([text.language(), text.t('common.close')]).toEqual(['en', 'Close']);
  });

  it('of two pages do not share a language', async () => {
    const one = createEnglishText();
    const other = createEnglishText();
    await one.setLanguage('el');
    expect(other.t('common.close')).toBe('Close');
  });
});

describe('the language', () => {
  it.each([
    [['el-GR', 'en'], 'el'],
    [['EL'], 'el'],
    [['fr', 'el', 'en'], 'el'],
    [['en-US', 'el'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
    [['__proto__', ''], 'en'],
    [['auto', 'el-GR'], 'el'],
  ])('for %j is %s', (wanted, chosen) => {
    expect(chooseLanguage(wanted)).toBe(chosen);
  });
});

describe('changing the language', () => {
  it('tells those who listen, once for each change, and nobody after they stopped', async () => {
    const text = createEnglishText();
    const heard: string[] = [];
    const stop = text.onChange(() => heard.push(text.language()));
    await text.setLanguage('el');
    await text.setLanguage('el');
    await text.setLanguage('en');
    stop();
    await text.setLanguage('el');
    expect(heard).toEqual(['el', 'en']);
  });

  it('ends with the language that was asked for last', async () => {
    const text = createEnglishText();
    await Promise.all([text.setLanguage('el'), text.setLanguage('en')]);
    expect(text.language()).toBe('en');
    expect(text.t('common.close')).toBe('Close');
  });
});
