import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { roomOrigin, roomPage, serveSites, tryToJoin } from './customer-site.ts';

const customer = 'https://app.example.com/';
const allowedOrigins = [new URL(customer).origin];

/** Counts what pages take from the browser and do not give back. */
function instrument(): void {
  const held = { listeners: 0, ports: 0, timers: new Set<number>() };
  Object.assign(window, { held });
  const { addEventListener, removeEventListener, setTimeout, clearTimeout } = window;
  const listening = new Set<unknown>();
  window.addEventListener = function (this: Window, ...args: Parameters<typeof addEventListener>) {
    if (args[0] === 'message') listening.add(args[1]);
    held.listeners = listening.size;
    addEventListener.apply(window, args);
  };
  window.removeEventListener = function (this: Window, ...args: Parameters<typeof removeEventListener>) {
    listening.delete(args[1]);
    held.listeners = listening.size;
    removeEventListener.apply(window, args);
  };
  window.setTimeout = ((run: () => void, ms?: number) => {
    const timer = setTimeout(() => {
      held.timers.delete(timer);
      run();
    }, ms);
    held.timers.add(timer);
    return timer;
  }) as typeof setTimeout;
  window.clearTimeout = (timer) => {
    held.timers.delete(Number(timer));
    clearTimeout(timer);
  };
  const { MessageChannel } = window;
  window.MessageChannel = class extends MessageChannel {
    constructor() {
      super();
      held.ports += 1;
      const close = this.port1.close.bind(this.port1);
      let isOpen = true;
      this.port1.close = () => {
        if (isOpen) held.ports -= 1;
        isOpen = false;
        close();
      };
    }
  };
}
const heldBy = (page: Page) =>
  page.evaluate(() => {
    const { listeners, ports, timers } = Reflect.get(window, 'held');
    return { listeners, ports, timers: timers.size, frames: document.querySelectorAll('iframe').length };
  });

test('fifty mounts and unmounts leave no frame, listener, port or timer', async ({ context, page }) => {
  await serveSites(context, { allowedOrigins });
  await page.addInitScript(instrument);
  await page.goto(customer);
  const before = await heldBy(page);
  await page.evaluate(async (url) => {
    for (let count = 0; count < 50; count += 1) {
      const frame = CloudMeet.createFrame(document.body);
      const joining = frame.join({ url, token: 't' });
      // Every third is taken away in the middle of the handshake.
      if (count % 3 === 0) joining.catch(() => undefined);
      else await joining;
      await frame.destroy();
    }
  }, roomPage);
  expect(before).toEqual({ listeners: 0, ports: 0, timers: 0, frames: 0 });
  await expect.poll(() => heldBy(page)).toEqual(before);
});

test('control: a frame that is not destroyed is counted', async ({ context, page }) => {
  await serveSites(context, { allowedOrigins });
  await page.addInitScript(instrument);
  await page.goto(customer);
  expect(await tryToJoin(page)).toBe('joined');
  expect(await heldBy(page)).toMatchObject({ listeners: 1, ports: 1, frames: 1 });
});

test('FC-2, FC-4: foreign windows that post our words get no port and disturb nobody', async ({
  context,
  page,
}) => {
  const evil = 'https://evil.test/';
  const hostile = `<script>
    addEventListener('message', (event) => { if (event.ports.length) document.title = 'got a port'; });
    const words = [{ cloudmeet: 'hello' }, { cloudmeet: 'refused', code: 'origin-not-allowed' },
      { cloudmeet: 'connect', versions: { min: 1, max: 1 } }, { k: 'ready', version: 1 }];
    setInterval(() => {
      for (const target of [parent, ...Array.from(parent.frames)])
        for (const data of words) target.postMessage(data, '*', [new MessageChannel().port2]);
    }, 1);
  </script>`;
  await serveSites(
    context,
    { allowedOrigins },
    { bodies: { [customer]: `<iframe src="${evil}"></iframe>`, [evil]: hostile } },
  );
  await page.goto(customer);
  expect(await tryToJoin(page)).toBe('joined');
  const foreign = page.frames().find((frame) => frame.url() === evil);
  expect(await foreign?.title()).not.toBe('got a port');
});

test('a frame that is loaded anew comes back by itself', async ({ context, page }) => {
  await serveSites(context, { allowedOrigins });
  await page.goto(customer);
  await page.evaluate(async (url) => {
    const frame = CloudMeet.createFrame(document.body);
    const seen: string[] = [];
    Object.assign(window, { seen });
    let count = 0;
    await frame.join({ url, getToken: () => `token-${(count += 1)}` });
    frame.on('*', (event) => seen.push(event.action));
  }, roomPage);
  const room = page.frames().find((frame) => frame.url() === roomPage);
  await room?.evaluate(() => location.reload());
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'seen')))
    .toEqual(['left-meeting', 'loading', 'loaded', 'joined-meeting']);
  const again = page.frames().find((frame) => frame.url() === roomPage);
  expect(await again?.evaluate(() => window.tokens)).toEqual(['token-2']);
});

test('a wrapped frame whose SDK was destroyed can be wrapped again without a reload', async ({
  context,
  page,
}) => {
  await serveSites(context, { allowedOrigins });
  await page.goto(customer);
  const states = await page.evaluate(async (url) => {
    const iframe = CloudMeet.createFrame(document.body).iframe().cloneNode() as HTMLIFrameElement;
    iframe.src = url;
    document.body.append(iframe);
    const joined: string[] = [];
    for (const token of ['one', 'two']) {
      const frame = CloudMeet.wrap(iframe);
      await frame.join({ token });
      joined.push(frame.meetingState());
      await frame.destroy();
    }
    return joined;
  }, roomPage);
  expect(states).toEqual(['joined-meeting', 'joined-meeting']);
  const room = page.frames().find((frame) => frame.url() === roomPage);
  expect(await room?.evaluate(() => window.tokens)).toEqual(['one', 'two']);
});

const policies = {
  'camera=(), microphone=()': 'permissions-policy',
  'camera=(self), microphone=(self)': 'permissions-policy',
  [`camera=(self "${roomOrigin}"), microphone=(self "${roomOrigin}")`]: undefined,
  '': undefined,
};
for (const [policy, failing] of Object.entries(policies)) {
  test(`diagnose under "Permissions-Policy: ${policy}" names ${failing ?? 'nothing'}`, async ({
    context,
    page,
  }) => {
    await serveSites(
      context,
      { allowedOrigins },
      { headers: policy ? { 'permissions-policy': policy } : {} },
    );
    await page.goto(customer);
    const diagnosis = await page.evaluate(
      (url) => CloudMeet.createFrame(document.body, { url }).diagnose(),
      roomPage,
    );
    expect(diagnosis.failing).toBe(failing);
  });
}

test('diagnose names the allow attribute and the origin, although no frame answers', async ({
  context,
  page,
}) => {
  await serveSites(context, { allowedOrigins: ['https://another.example'] });
  await page.goto(customer);
  const failing = await page.evaluate(async (url) => {
    const frame = CloudMeet.createFrame(document.body, { url });
    const first = await frame.diagnose();
    frame.iframe().allow = 'camera';
    return [first.failing, (await frame.diagnose()).failing];
  }, roomPage);
  expect(failing).toEqual(['origin', 'allow-attribute']);
});

test('a room that cannot be reached ends with timeout within ten seconds', async ({ context, page }) => {
  await serveSites(context, { allowedOrigins });
  await context.route(`${roomOrigin}/**`, (route) => route.abort());
  await page.goto(customer);
  const startedAt = Date.now();
  expect(await tryToJoin(page)).toBe('timeout');
  expect(Date.now() - startedAt).toBeLessThan(11_000);
});

test('it works under a strict policy of the page, and leaves no cookie and nothing stored', async ({
  context,
  page,
}) => {
  const policy = `default-src 'none'; script-src 'unsafe-inline'; frame-src ${roomOrigin}`;
  await serveSites(context, { allowedOrigins }, { headers: { 'content-security-policy': policy } });
  await page.goto(customer);
  expect(await tryToJoin(page)).toBe('joined');
  expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual([
    '',
    0,
    0,
  ]);
});

test('a script tag may name the deployment, and then a room is found by its id', async ({
  context,
  page,
}) => {
  await serveSites(context, { allowedOrigins });
  await page.goto(customer);
  const sdk = await page.evaluate(() => document.querySelector('script')?.textContent ?? '');
  const roomId = roomPage.split('/').at(-1) ?? '';
  await context.route(`${customer}by-id`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<body><cloudmeet-room room-id="${roomId}" token="t" style="height:300px"></cloudmeet-room>
        <script data-room-url="${roomOrigin}">${sdk}</script>`,
    }),
  );
  await page.goto(`${customer}by-id`);
  await expect
    .poll(() => page.evaluate(() => document.querySelector('cloudmeet-room')?.frame?.meetingState()))
    .toBe('joined-meeting');
  const box = await page.locator('cloudmeet-room iframe').boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(300);
});
