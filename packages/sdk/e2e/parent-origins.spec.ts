import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { roomOrigin, serveSites, tryToJoin } from './customer-site.ts';
import type { RoomSite } from './customer-site.ts';

const registered = [
  'https://app.example.com',
  'https://portal.example.com:8443',
  'https://xn--bcher-kva.example',
  'https://deep.sub.tenant.example',
  'http://localhost:5173',
];

/** Addresses whose origin is a registered one, however it is written. */
const same = [
  ...registered,
  'https://app.example.com:443',
  'https://APP.Example.COM',
  'https://bücher.example',
  'https://app.example.com/deep/page?x=1#frag',
];

const others = [
  'http://app.example.com',
  'https://app.example.com:444',
  'https://app.example.com:8443',
  'https://app.example.com.',
  'https://example.com',
  'https://www.app.example.com',
  'https://x.app.example.com',
  'https://evil-app.example.com',
  'https://evilapp.example.com',
  'https://app.example.com.evil.test',
  'https://app.example.com-evil.test',
  'https://app-example.com',
  'https://appexample.com',
  'https://app.example.co',
  'https://app.example.comm',
  'https://app.example.org',
  'https://app.examp1e.com',
  'https://xn--pp-6kc.example.com',
  'https://evil.test/app.example.com',
  'https://evil.test/https://app.example.com',
  'https://evil.test/?https://app.example.com',
  'https://evil.test/#https://app.example.com',
  'https://portal.example.com',
  'https://portal.example.com:8444',
  'https://portal.example.com:18443',
  'https://bucher.example',
  'https://xn--bcher-kvb.example',
  'https://sub.tenant.example',
  'https://tenant.example',
  'https://a.deep.sub.tenant.example',
  'https://deepsub.tenant.example',
  'https://deep.sub.tenant.example.evil.test',
  'http://localhost',
  'http://localhost:5174',
  'http://localhost:51730',
  'https://localhost:5173',
  'http://x.localhost:5173',
  'http://127.0.0.1:5173',
  'http://[::1]:5173',
  'https://xn--ls8h.example',
  'https://192.0.2.1',
  'https://rooms.cloudmeet.test.evil.test',
];

/** What comes of joining from a page at each address. */
async function joinFrom(page: Page, addresses: string[]): Promise<Record<string, string>> {
  const results: Record<string, string> = {};
  for (const address of addresses) {
    // From one fragment to another a browser would not leave the page.
    await page.goto('about:blank');
    await page.goto(address);
    results[address] = await tryToJoin(page);
  }
  return results;
}

const everyone = (addresses: string[], result: string) =>
  Object.fromEntries(addresses.map((address) => [address, result]));
/** Plain http anywhere but on this machine cannot have a camera, which is said before all else. */
const refusals = Object.fromEntries(
  others.map((address) => [
    address,
    /^http:.*(example|test)/.test(address) ? 'insecure-context' : 'origin-not-allowed',
  ]),
);
const handshakeOnly: Partial<RoomSite> = { frameAncestors: false, embedCheck: false };

test('FC-5 only exact registered origins get a channel, by the check of the frame alone', async ({
  context,
  page,
}) => {
  expect(same.length + others.length).toBeGreaterThanOrEqual(40);
  await serveSites(context, { allowedOrigins: registered, ...handshakeOnly });
  expect(await joinFrom(page, same)).toEqual(everyone(same, 'joined'));
  expect(await joinFrom(page, others)).toEqual(refusals);
});

test('the product as a whole lets the same pages in, and names the reason to all others', async ({
  context,
  page,
}) => {
  await serveSites(context, { allowedOrigins: registered });
  expect(await joinFrom(page, same)).toEqual(everyone(same, 'joined'));
  const startedAt = Date.now();
  expect(await joinFrom(page, others)).toEqual(refusals);
  expect((Date.now() - startedAt) / others.length).toBeLessThan(2000);
});

test('control: a comparison by the end of the host is noticed by these origins', async ({
  context,
  page,
}) => {
  await serveSites(context, { allowedOrigins: registered, comparison: 'sloppy', ...handshakeOnly });
  const results = await joinFrom(page, others);
  const slipped = Object.keys(results).filter((address) => results[address] === 'joined');
  expect(slipped).toContain('https://evil-app.example.com');
  expect(slipped).toContain('https://x.app.example.com');
  expect(results).not.toEqual(refusals);
});

const inner = 'https://app.example.com/inner';
const evilInner = 'https://evil.test/inner';
const around = (src: string, attributes = '') =>
  `<iframe src="${src}" ${attributes} allow="camera *; microphone *" style="width:600px;height:400px"></iframe>`;

test.describe('pages without an origin of their own, and pages in pages', () => {
  const cases: { name: string; address: string; body: string; isAllowed: boolean; nested: string }[] = [
    {
      name: 'a registered page in a sandbox has the origin null',
      address: 'https://app.example.com/sandbox',
      body: around(inner, 'sandbox="allow-scripts"'),
      isAllowed: false,
      nested: inner,
    },
    {
      name: 'an unregistered page in a registered one',
      address: 'https://app.example.com/outer',
      body: around(evilInner),
      isAllowed: false,
      nested: evilInner,
    },
    {
      name: 'a registered page in a registered one',
      address: 'https://deep.sub.tenant.example/outer',
      body: around(inner),
      isAllowed: true,
      nested: inner,
    },
  ];
  for (const { name, address, body, isAllowed, nested } of cases) {
    test(`${name}: ${isAllowed ? 'a channel' : 'no channel'}`, async ({ context, page }) => {
      await serveSites(
        context,
        { allowedOrigins: registered, ...handshakeOnly },
        { bodies: { [address]: body } },
      );
      await page.goto(address);
      const frame = page.frames().find((one) => one.url() === nested);
      if (!frame) throw new Error('The inner page did not load.');
      const result = await tryToJoin(frame);
      expect(result === 'joined').toBe(isAllowed);
    });
  }

  test('a data: page has the origin null: no channel, and the reason is named', async ({ context, page }) => {
    await serveSites(context, { allowedOrigins: [...registered, 'null'], frameAncestors: false });
    await page.goto('https://app.example.com');
    const sdk = await page.evaluate(() => document.querySelector('script')?.textContent ?? '');
    await page.goto(`data:text/html,<body><script>${encodeURIComponent(sdk)}</script>`);
    expect(await page.evaluate(() => origin)).toBe('null');
    expect(await tryToJoin(page)).toMatch(/^(origin-not-allowed|insecure-context)$/);
  });

  test('a registered page in an unregistered one is stopped by frame-ancestors, which is named', async ({
    context,
    page,
  }) => {
    const address = 'https://evil.test/outer';
    await serveSites(context, { allowedOrigins: registered }, { bodies: { [address]: around(inner) } });
    await page.goto(address);
    const frame = page.frames().find((one) => one.url() === inner);
    if (!frame) throw new Error('The inner page did not load.');
    expect(await tryToJoin(frame)).toBe('blocked-by-frame-ancestors');
  });

  test('no token ever reaches a page that was refused', async ({ context, page }) => {
    await serveSites(context, { allowedOrigins: registered, ...handshakeOnly });
    await page.goto('https://evil.test');
    await tryToJoin(page);
    const room = page.frames().find((one) => one.url().startsWith(roomOrigin));
    expect(await room?.evaluate(() => window.tokens)).toEqual([]);
    expect(await page.content()).not.toContain('the-secret');
  });
});
