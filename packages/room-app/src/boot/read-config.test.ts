import { afterEach, expect, it } from 'vitest';
import { config } from '../../tests/support/config.ts';
import { readConfig } from './read-config.ts';

afterEach(() => document.body.replaceChildren());

function pageWith(text: string): Document {
  const element = document.createElement('script');
  element.type = 'application/json';
  element.id = 'cm-config';
  element.textContent = text;
  document.body.append(element);
  return document;
}

it('reads what the server wrote into the page', () => {
  expect(readConfig(pageWith(JSON.stringify(config)))).toEqual(config);
});

it.each([
  ['an empty object', '{}'],
  ['no JSON', '<!-- none -->'],
  ['an origin that is none', JSON.stringify({ ...config, allowedOrigins: ['https://a.example/path'] })],
  ['a colour that is code', JSON.stringify({ ...config, theme: { accent: 'red;}body{display:none' } })],
])('finds no configuration in %s', (_what, text) => {
  expect(readConfig(pageWith(text))).toBeUndefined();
});

it('finds none in a page without the element', () => {
  expect(readConfig(document)).toBeUndefined();
});
