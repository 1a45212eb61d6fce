import { describe, expect, it } from 'vitest';
import { httpUrlSchema, originSchema } from './url.ts';

describe('origins', () => {
  it.each([
    'https://app.example.com',
    'https://example.com:8443',
    'http://localhost:4402',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'https://xn--bcher-kva.example',
  ])('accepts %s', (origin) => {
    expect(originSchema.safeParse(origin).success).toBe(true);
  });

  it.each([
    ['https://app.example.com/', 'slash'],
    ['https://app.example.com/path', 'scheme, host and port'],
    ['https://App.example.com', 'lower case'],
    ['https://*.example.com', 'wildcards'],
    ['*', 'wildcards'],
    ['null', 'sandboxed'],
    ['http://example.com', 'https'],
    ['https://example.com:443', 'default port'],
    ['https://example.com:99999', '65535'],
    ['https://user@example.com', 'scheme, host and port'],
    ['https://bücher.example', 'scheme, host and port'],
    ['https://exa mple.com', 'scheme, host and port'],
    ['javascript:alert(1)', 'scheme, host and port'],
    ['file://', 'slash'],
    ["https://a.example;script-src 'none'", 'scheme, host and port'],
    ['https://-a.example', 'scheme, host and port'],
    ['https://a..example', 'scheme, host and port'],
  ])('refuses %s and says why', (origin, words) => {
    const result = originSchema.safeParse(origin);
    expect(result.success).toBe(false);
    expect(result.error?.issues[0]?.message).toContain(words);
  });
});

describe('addresses', () => {
  it('may be http or https only, without credentials', () => {
    expect(httpUrlSchema.safeParse('https://cdn.example.com/a.png?x=1').success).toBe(true);
    for (const bad of [
      'javascript:alert(1)',
      'data:text/html,x',
      'https://u:p@example.com/',
      '/relative',
      'ftp://example.com',
    ]) {
      expect(httpUrlSchema.safeParse(bad).success).toBe(false);
    }
  });
});
