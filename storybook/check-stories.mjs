// Opens every built story in one Chromium and fails on anything axe finds (contrast included), on a play function that
// fails, on page errors, on targets that fingers miss and on a story that scrolls sideways. Build first. With words as
// arguments only stories whose id has one of them are opened.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { serveFolder } from './serve-dist.mjs';
import { visitStory } from './visit-story.mjs';

const root = join(import.meta.dirname, 'dist');

/**
 * Two lanes of views beside each other, one for each of two cores. `axe`: with play functions and axe; the other views
 * are measured alone. Play functions go by English names.
 */
const lanes = [
  [
    { scheme: 'dark', language: 'en', width: 1440, height: 900, axe: true },
    { scheme: 'light', language: 'el', width: 390, height: 844, axe: false },
  ],
  [
    { scheme: 'light', language: 'en', width: 1440, height: 900, axe: true },
    { scheme: 'dark', language: 'el', width: 500, height: 480, axe: false },
  ],
];

/** Stories that have to fail, and with what: a check that finds nothing in them checks nothing. */
const controls = {
  'control--unreadable': /^color-contrast/,
  'control--unnamed': /^button-name/,
  'control--play-that-fails': /^its play failed/,
  'control--too-wide': /^it scrolls sideways/,
};

async function readStories() {
  const { entries } = JSON.parse(await readFile(join(root, 'index.json'), 'utf8'));
  const wanted = process.argv.slice(2);
  const ids = Object.values(entries).flatMap(({ type, id }) => (type === 'story' ? [id] : []));
  return ids.filter(
    (id) => !id.startsWith('control--') && (wanted.length === 0 || wanted.some((word) => id.includes(word))),
  );
}

const addressOf = (origin, id, { scheme, language, axe }) =>
  `${origin}/iframe.html?id=${id}&viewMode=story&globals=scheme:${scheme};language:${language};a11y.manual:!${String(!axe)}`;

async function checkControls(page, say) {
  for (const [id, expected] of Object.entries(controls)) {
    const findings = await visitStory(page, id);
    if (!findings.some((finding) => expected.test(finding))) say(id, `nothing is found in it: ${expected}`);
  }
}

async function checkView(browser, origin, stories, view) {
  const { scheme, language, width, height } = view;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const findings = [];
  let current = 'control--start';
  const say = (id, finding) => {
    findings.push(finding);
    console.log(`${id} (${scheme}, ${language}, ${width} px): ${finding}`);
  };
  page.on('pageerror', (error) => {
    if (!(current in controls)) say(current, error.message);
  });
  await page.goto(addressOf(origin, 'control--start', view));
  await page.waitForSelector('[data-story-start]');
  if (view.axe) await checkControls(page, say);
  for (const id of stories) {
    current = id;
    for (const finding of await visitStory(page, id)) say(id, finding);
  }
  await context.close();
  return findings;
}

const startedAt = performance.now();
const stories = await readStories();
const { origin, close } = await serveFolder(root);
const browser = await chromium.launch({
  executablePath: process.env.CHROME_BIN ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const checkLane = async (lane) => {
  const found = [];
  for (const view of lane) found.push(...(await checkView(browser, origin, stories, view)));
  return found;
};
const findings = (await Promise.all(lanes.map(checkLane))).flat();
await browser.close();
close();
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
console.log(
  `${stories.length} stories in ${lanes.flat().length} views, ${findings.length} findings, ${seconds} s`,
);
process.exitCode = findings.length > 0 || stories.length === 0 ? 1 : 0;
