import { afterEach, expect, it } from 'vitest';
import { matchShortcut, shortcutNames, shortcuts } from './shortcuts.ts';
import type { KeyPress } from './shortcuts.ts';

afterEach(() => document.body.replaceChildren());

function press(key: string, change: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    target: document.body,
    ...change,
  };
}

function inside(markup: string): Element {
  const host = document.createElement('div');
  const [tag = 'div', role] = markup.split('.');
  const element = document.createElement(tag);
  if (role) element.setAttribute('role', role);
  host.append(element);
  document.body.append(host);
  return element;
}

it.each(shortcutNames.map((name) => [shortcuts[name].key, name]))('%s means %s', (key, name) => {
  expect(matchShortcut(press(key), true)).toBe(name);
  expect(matchShortcut(press(key.toUpperCase()), true)).toBe(name);
});

it.each(['input', 'textarea', 'select', 'div.menu', 'div.dialog', 'ul.listbox'])(
  'means nothing while %s has the keys',
  (markup) => {
    expect(matchShortcut(press('m', { target: inside(markup) }), true)).toBeUndefined();
  },
);

it('leaves Space to the button that has the focus', () => {
  expect(matchShortcut(press(' ', { target: inside('button') }), true)).toBeUndefined();
  expect(matchShortcut(press('m', { target: inside('button') }), true)).toBe('microphone');
});

it('hears Ctrl+D and Command+E also while somebody types or single keys are off', () => {
  expect(matchShortcut(press('d', { ctrlKey: true, target: inside('textarea') }), false)).toBe('microphone');
  expect(matchShortcut(press('e', { metaKey: true }), false)).toBe('camera');
});

it.each([
  ['single keys when they are off', press('m'), false],
  ['a key that is held', press('m', { repeat: true }), true],
  ['Alt with a letter', press('m', { altKey: true }), true],
  ['Ctrl with a letter that means something else', press('m', { ctrlKey: true }), true],
  ['a key without a meaning', press('x'), true],
])('ignores %s', (_what, event, singleKeys) => {
  expect(matchShortcut(event, singleKeys)).toBeUndefined();
});

it('gives every key one meaning', () => {
  expect(new Set(shortcutNames.map((name) => shortcuts[name].key)).size).toBe(shortcutNames.length);
});
