import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLinks } from './split-links.ts';

const links = (text: string) =>
  splitLinks(text).flatMap((piece) => (piece.kind === 'link' ? [piece.text] : []));

describe('addresses in a message', () => {
  it.each([
    ['see https://example.com/a?b=c#d now', ['https://example.com/a?b=c#d']],
    ['(https://example.com).', ['https://example.com']],
    ['https://en.wikipedia.org/wiki/Oak_(tree)', ['https://en.wikipedia.org/wiki/Oak_(tree)']],
    ['http://a.example, https://b.example!', ['http://a.example', 'https://b.example']],
    ['HTTPS://EXAMPLE.COM', ['HTTPS://EXAMPLE.COM']],
    ['δείτε https://παράδειγμα.ελ/σελίδα', ['https://παράδειγμα.ελ/σελίδα']],
  ])('in %j are %j', (text, found) => {
    expect(links(text)).toEqual(found);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'https://bank.example@evil.example/',
    'https://user:secret@evil.example/',
    'https://',
    'http://[',
    'example.com',
    'vbscript:x',
  ])('%j is not one', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('end before markup and before marks that turn the direction of writing', () => {
    expect(links('https://a.example/"onclick="x"')).toEqual(['https://a.example/']);
    expect(links('https://a.example/\u202Egpj.exe')).toEqual(['https://a.example/']);
  });

  it('leave the text as it was when put together again', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.constantFrom(' ', '(', ').', 'https://'),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        expect(
          splitLinks(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('only ever lead to http or https', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.webUrl(), (before, url) => {
        for (const piece of splitLinks(`${before} ${url}`)) {
          if (piece.kind === 'link') expect(piece.href).toMatch(/^https?:\/\//);
        }
      }),
    );
  });
});
