// Opens every built story in Chromium, in both themes and both languages, wide and narrow, and fails on anything axe
// finds (contrast included), on page errors and on a story that scrolls sideways. Build first.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from '@playwright/test';

const root = join(import.meta.dirname, 'dist');
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};
const views = [
  { scheme: 'dark', language: 'en', width: 1440, height: 900 },
  { scheme: 'light', language: 'el', width: 1440, height: 900 },
  { scheme: 'light', language: 'en', width: 390, height: 844 },
  { scheme: 'dark', language: 'el', width: 390, height: 844 },
  { scheme: 'dark', language: 'en', width: 816, height: 780 },
  { scheme: 'dark', language: 'el', width: 500, height: 480 },
];

/** The book's own addon may be running axe just then: waits until it is done. */
async function runAxe(page) {
  await page.addScriptTag({ path: axePath });
  return page.evaluate(async () => {
    const off = ['landmark-one-main', 'page-has-heading-one', 'region'];
    const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
    for (let tries = 0; ; tries += 1) {
      try {
        const { violations } = await window.axe.run(document, { rules });
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
      } catch (error) {
        if (tries > 100 || !String(error).includes('already running')) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  });
}

/** What a finger or pointer may miss: buttons below 40 px, their reach beyond the visible box counted in. */
function findSmallTargets() {
  const small = [];
  for (const button of document.querySelectorAll('button')) {
    const box = button.getBoundingClientRect();
    const reach = window.getComputedStyle(button, '::after');
    const height = reach.position === 'absolute' ? Number.parseFloat(reach.height) : box.height;
    if (box.width > 0 && (Math.round(box.width) < 40 || Math.round(height) < 40)) {
      small.push(`${button.ariaLabel ?? button.textContent} ${box.width} × ${height}`);
    }
  }
  return small;
}

const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname));
  try {
    const body = await readFile(join(root, path));
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const index = JSON.parse(await readFile(join(root, 'index.json'), 'utf8'));
const stories = Object.values(index.entries).filter(({ type }) => type === 'story');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const findings = [];
for (const view of views) {
  const { scheme, language, width, height } = view;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const where = (id) => `${id} (${scheme}, ${language}, ${width} px)`;
  let current = '';
  page.on('pageerror', (error) => findings.push(`${where(current)}: ${error.message}`));
  for (const { id } of stories) {
    current = id;
    await page.goto(
      `${origin}/iframe.html?id=${id}&viewMode=story&globals=scheme:${scheme};language:${language}`,
    );
    await page.waitForSelector('#storybook-root > *, [role=dialog]');
    await page.waitForFunction(() => document.fonts.status === 'loaded');
    const violations = await runAxe(page);
    findings.push(...violations.map((violation) => `${where(id)}: ${violation}`));
    if (id.startsWith('screens-')) {
      const small = await page.evaluate(findSmallTargets);
      findings.push(...small.map((target) => `${where(id)}: smaller than 40 px: ${target}`));
    }
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    if (sideways) findings.push(`${where(id)}: scrolls sideways`);
  }
  await context.close();
}
await browser.close();
server.close();
for (const finding of findings) console.log(finding);
console.log(
  `${stories.length * views.length} pages of ${stories.length} stories, ${findings.length} findings`,
);
process.exitCode = findings.length > 0 || stories.length === 0 ? 1 : 0;
