import { useEffect, useState } from 'react';
import { contrastRatio, deriveAccent, isHexColor } from '../src/index.ts';
import type { ColorScheme, HexColor } from '../src/index.ts';
import tokensText from '../src/styles/tokens.css?raw';

export default { title: 'Tokens' };

const names = [...new Set(tokensText.match(/--cm-[a-z0-9-]+(?=:)/g) ?? [])];
const isColour = (value: string) => /^#[0-9a-f]{3,8}$|^rgb/i.test(value);
const sheet = { display: 'grid', gap: 16, padding: 24, background: 'var(--cm-bg)' } as const;
const grid = {
  ...{ display: 'grid', gap: 8, gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))' },
  ...{ margin: 0, padding: 0, listStyle: 'none' },
} as const;
const swatch = {
  ...{ flex: 'none', inlineSize: 40, blockSize: 32, borderRadius: 'var(--cm-radius)' },
  border: '1px solid var(--cm-line-strong)',
} as const;

/** The values of every token as the page has them now. */
function useTokens(): [name: string, value: string][] {
  const [values, setValues] = useState<[string, string][]>([]);
  useEffect(() => {
    const read = () => {
      const style = window.getComputedStyle(document.documentElement);
      setValues(names.map((name) => [name, style.getPropertyValue(name).trim()]));
    };
    read();
    const watch = new MutationObserver(read);
    watch.observe(document.documentElement, { attributes: true });
    return () => watch.disconnect();
  }, []);
  return values;
}

/** Everything a screen may take its looks from, in this theme. */
export const All = () => (
  <div style={sheet}>
    <h1>Tokens</h1>
    <ul style={grid}>
      {useTokens().map(([name, value]) => (
        <li key={name} style={{ display: 'flex', gap: 12, alignItems: 'center', minInlineSize: 0 }}>
          {isColour(value) ? <span style={{ ...swatch, background: `var(${name})` }} /> : null}
          <span style={{ minInlineSize: 0, overflowWrap: 'anywhere' }}>
            <strong>{name.slice('--cm-'.length)}</strong>
            <br />
            <code style={{ color: 'var(--cm-text-2)' }}>{value}</code>
          </span>
        </li>
      ))}
    </ul>
  </div>
);

const tenants: [name: string, accent: HexColor][] = [
  ['CloudMeet', '#1870ba'],
  ['Fieldnote', '#b04bb8'],
  ['Maple', '#1c8a5c'],
  ['Amber', '#e0a020'],
  ['Lemon', '#ffff00'],
];

function Accent({ name, colour, scheme }: { name: string; colour: HexColor; scheme: ColorScheme }) {
  const { accent } = deriveAccent(colour)[scheme];
  const ratio = contrastRatio(accent, '#ffffff');
  return (
    <div style={{ display: 'grid', gap: 4 }}>
      <span style={{ padding: 12, borderRadius: 'var(--cm-radius)', background: accent, color: '#fff' }}>
        {name}, {scheme}
      </span>
      <small>
        {colour} → {accent}, {ratio.toFixed(1)} on white
      </small>
    </div>
  );
}

/** A tenant gives one colour: hue stays, and white on it stays readable. */
export const Theming = () => {
  const [typed, setTyped] = useState('#e0a020');
  const own: [string, HexColor][] = isHexColor(typed) ? [['Yours', typed]] : [];
  return (
    <div style={sheet}>
      <h1>A tenant’s accent keeps its contrast</h1>
      <label>
        Colour{' '}
        <input
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-invalid={own.length === 0}
        />
      </label>
      <div style={grid}>
        {[...tenants, ...own].flatMap(([name, colour]) =>
          (['light', 'dark'] as const).map((scheme) => (
            <Accent key={`${name} ${scheme}`} name={name} colour={colour} scheme={scheme} />
          )),
        )}
      </div>
    </div>
  );
};
