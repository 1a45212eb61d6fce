import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { surfaces } from '../theme/derive-accent.ts';
import { contrastRatio, isHexColor } from '../theme/srgb.ts';
import type { HexColor } from '../theme/srgb.ts';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

function colorsOf(scheme: 'light' | 'dark'): Map<string, HexColor> {
  const block = css.slice(css.indexOf(`color-scheme: ${scheme}`)).split('}')[0] ?? '';
  const found = new Map<string, HexColor>();
  for (const [, name = '', value = ''] of block.matchAll(/--cm-([\w-]+):\s*(#[0-9a-f]{6})/g)) {
    if (isHexColor(value)) found.set(name, value);
  }
  return found;
}

/** Which token has to stand out from which, and how much. */
const text = ['text', 'text-2', 'text-3'].flatMap((name) =>
  ['bg', 'surface-1', 'surface-2'].map((ground): [string, string, number] => [name, ground, 4.5]),
);
const soft = ['good', 'warning', 'danger'].map((name): [string, string, number] => [
  name,
  `${name}-soft`,
  4.5,
]);
const pairs: [string, string, number][] = [
  ...text,
  ...soft,
  ['accent-text', 'accent-soft', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['on-danger', 'danger-solid', 4.5],
  ['on-danger', 'danger-solid-hover', 4.5],
  ['accent-line', 'bg', 3],
  ['accent-line', 'surface-2', 3],
  ['line-strong', 'bg', 3],
  ['line-strong', 'surface-2', 3],
];

function tooWeak(colors: Map<string, HexColor>): string[] {
  return pairs.flatMap(([one, other, ratioMin]) => {
    const front = colors.get(one);
    const ground = colors.get(other);
    if (!front || !ground) return [`${one} on ${other} is not a colour`];
    return contrastRatio(front, ground) < ratioMin ? [`${one} on ${other}`] : [];
  });
}

describe.each(['light', 'dark'] as const)('the %s tokens', (scheme) => {
  it('can be read on everything they may sit on', () => {
    expect(tooWeak(colorsOf(scheme))).toEqual([]);
  });

  it('the check goes red for a grey too near its ground', () => {
    const colors = colorsOf(scheme);
    colors.set('text-3', scheme === 'light' ? '#a0a0a0' : '#606060');
    expect(tooWeak(colors)).toContain('text-3 on surface-2');
  });

  it('are the surfaces that accents are derived against', () => {
    const colors = colorsOf(scheme);
    expect(surfaces[scheme]).toEqual(
      ['bg', 'surface-1', 'surface-2', 'surface-3'].map((name) => colors.get(name)),
    );
  });
});
