import type { RoomPageConfig } from '@cloudmeet/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderPage, scriptSafeJson } from './render-page.ts';

const shell =
  '<!doctype html><html><head><script type="application/json" id="cm-config">\n {}\n</script></head><body></body></html>';
const config: RoomPageConfig = {
  apiUrl: 'http://127.0.0.1:4400',
  socketUrl: 'ws://127.0.0.1:4400/rt',
  roomId: 'rm_x',
  allowedOrigins: [],
  tenantName: 'Tenant',
  theme: {},
};

function blocksOf(html: string): string[] {
  return [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text ?? '');
}

test('the configuration stands in its element, once, and comes out as it went in', () => {
  const blocks = blocksOf(renderPage(shell, config));
  expect(blocks.map((text) => JSON.parse(text))).toEqual([config]);
});

test.each([
  '</script><script>alert(1)</script>',
  '<!--<script>',
  ']]>',
  "$& $1 $' $`",
  'a\u2028b\u2029c',
  '"quotes" & ampersands',
  '</SCRIPT >',
])('a tenant may be called %j', (tenantName) => {
  const html = renderPage(shell, { ...config, tenantName });
  const [text, ...more] = blocksOf(html);
  expect(more).toEqual([]);
  expect(JSON.parse(text ?? '').tenantName).toBe(tenantName);
  expect(html.match(/<\/?script/gi)).toHaveLength(2);
});

test('no text whatever leaves its element', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = scriptSafeJson({ text });
      expect(json).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(json)).toEqual({ text });
    }),
  );
});

test('control: plain JSON would leave it', () => {
  expect(JSON.stringify({ text: '</script>' })).toContain('</script>');
});

test.each(['<html></html>', shell + shell])('a page without exactly one place for it is refused', (html) => {
  expect(() => renderPage(html, config)).toThrow('places');
});
