import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { devFileSchema } from '@cloudmeet/contracts';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

const dev = devFileSchema.parse(JSON.parse(process.env.CLOUDMEET_DEV ?? '{}'));
const [tenant] = dev.tenants;
if (!tenant || !dev.consoleUrl) throw new Error('There is no demo tenant, or no console.');
const consoleUrl = dev.consoleUrl;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything that axe finds, contrast included. The console's policy lets no foreign script in, so it is evaluated. */
async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  });
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${consoleUrl}/sign-in`);
  await page.getByLabel('E-mail').fill(tenant?.admin.email ?? '');
  await page.getByLabel('Password', { exact: true }).fill(tenant?.admin.password ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Put a room into your product' }).waitFor();
}

function noiseOf(page: Page): string[] {
  const noise: string[] = [];
  page.on('pageerror', (error) => noise.push(error.message));
  page.on('console', (message) => {
    // whoever is not signed in is answered 401 to the question whether they are
    if (message.type() === 'error' && !message.text().includes('401')) noise.push(message.text());
  });
  return noise;
}

test('an admin signs in, makes a key, an origin and a room, and each shows up', async ({ page }) => {
  const noise = noiseOf(page);
  await signIn(page);

  await page.getByRole('link', { name: 'API keys', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'API keys' })).toBeFocused();
  await page.getByRole('button', { name: 'New API key' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Name').fill('Console test');
  await sheet.getByRole('button', { name: 'New API key' }).click();
  const key = await sheet.getByLabel('API key', { exact: true }).inputValue();
  expect(key).toMatch(/^cm_test_/);
  await sheet.getByRole('button', { name: 'I have stored it' }).click();
  await expect(page.getByRole('rowheader', { name: 'Console test' })).toBeVisible();

  await page.getByRole('link', { name: 'Allowed origins' }).click();
  await page.getByLabel('Origin', { exact: true }).fill('https://console-test.example.com');
  await page.getByRole('button', { name: 'Allow origin' }).click();
  await expect(page.getByRole('rowheader', { name: 'https://console-test.example.com' })).toBeVisible();

  await page.getByRole('link', { name: 'Rooms', exact: true }).click();
  await page.getByRole('button', { name: 'New room' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill('Made in the console');
  await page.getByRole('dialog').getByRole('button', { name: 'New room' }).click();
  await expect(page.getByRole('heading', { name: 'Made in the console' })).toBeVisible();

  const listed = await fetch(`${dev.apiUrl}/v1/rooms`, { headers: { authorization: `Bearer ${key}` } });
  const { data } = (await listed.json()) as { data: { name: string }[] };
  expect(data.map(({ name }) => name)).toContain('Made in the console');
  await page.goto(`${consoleUrl}/audit-log`);
  await expect(page.getByRole('rowheader', { name: 'createRoom' }).first()).toBeVisible();
  expect(noise).toEqual([]);
});

test('a room runs in the console itself, and its session shows in the live view and the flight recorder', async ({
  page,
}) => {
  const noise = noiseOf(page);
  await signIn(page);
  await page.getByRole('button', { name: 'Start the room' }).click();
  await expect(page.getByText('Running, 1 person').first()).toBeVisible({ timeout: 60_000 });
  // only the newest events are shown: joining may have been pushed out by what came of it
  await expect(page.getByText(/^(joined-meeting|track-started|participant-updated)$/).first()).toBeVisible();
  const second = await page.context().newPage();
  await second.goto(`${consoleUrl}/sessions`);
  await second.getByRole('link', { name: 'First room' }).first().click();
  await second.getByRole('button', { name: /^You/ }).click();
  await expect(second.getByRole('complementary').getByText('Joined').first()).toBeVisible();
  expect(new URL(second.url()).searchParams.get('participant')).toMatch(/^par_/);
  expect(await axeFindings(second)).toEqual([]);
  expect(noise).toEqual([]);
});

test('a reload keeps somebody signed in, signing out does not', async ({ page }) => {
  await signIn(page);
  await page.reload();
  await page.getByRole('heading', { name: 'Put a room into your product' }).waitFor();
  await page.getByRole('button', { name: /your menu$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto(`${consoleUrl}/rooms`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

/** Every address of the console without a parameter, read from its own table so that none can be forgotten. */
const routes = [
  ...readFileSync(new URL('../src/shell/pages.ts', import.meta.url), 'utf8').matchAll(
    /'\/([\w-]+)': page\(/g,
  ),
].map(([, path]) => path ?? '');
const signedOut = ['sign-in', 'sign-up', 'forgot-password', 'reset-password', 'invitation'];
const pages = [
  ...routes.filter((path) => !signedOut.includes(path)),
  ...['rooms?new=room', 'api-keys?new=key', 'webhooks?new=endpoint', 'webhooks?tab=deliveries'],
  ...['recordings?tab=streams', 'usage?budget=new', 'members?new=member', 'nowhere'],
];

test('every address of the console is looked at (control)', () => {
  expect(routes.length).toBeGreaterThan(20);
  expect(signedOut.filter((path) => !routes.includes(path))).toEqual([]);
});

for (const { scheme, width } of [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 390 },
] as const)
  test(`every page is clean for axe and does not scroll sideways, ${scheme}, ${String(width)} px`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await signIn(page);
    await page.setViewportSize({ width, height: 860 });
    const findings: string[] = [];
    for (const path of pages) {
      await page.goto(`${consoleUrl}/${path}`);
      await page.locator('h1').waitFor();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      findings.push(...(await axeFindings(page)).map((finding) => `${path}: ${finding}`));
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      if (sideways) findings.push(`${path}: scrolls sideways`);
    }
    expect(findings).toEqual([]);
  });

test('the pages before signing in are clean for axe, in Greek too', async ({ browser }) => {
  for (const locale of ['en-GB', 'el-GR']) {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    for (const path of signedOut) {
      await page.goto(`${consoleUrl}/${path}`);
      await page.locator('h1').waitFor();
      expect((await axeFindings(page)).map((finding) => `${path}: ${finding}`)).toEqual([]);
    }
    await expect(page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2));
    await context.close();
  }
});
