import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { ErrorCode } from '@cloudmeet/contracts';
import { codeOf } from './fakes/code-of.ts';
import { ConnectionVisit } from './fakes/connection-visit.ts';
import { ModelBrowser } from './fakes/model-browser.ts';

let visit: ConnectionVisit;
afterEach(() => {
  visit.connection.close();
});

async function inside(browser?: ModelBrowser): Promise<ConnectionVisit> {
  visit = new ConnectionVisit(browser);
  await visit.join();
  return visit;
}

describe('cuts', () => {
  test('RL-30 a cut connection resumes from the last seq and folds what was missed', async () => {
    const { server, statuses } = await inside();
    server.cutAll();
    server.guest();
    server.guest();
    await visit.pass(1_000);
    expect(statuses.slice(-2)).toEqual(['reconnecting', 'joined']);
    expect(server.received.find(({ t }) => t === 'resume')).toMatchObject({ resume: { seq: 2 } });
    expect(visit.folded).toEqual(server.state);
  });

  test('a silent socket is noticed within two pings', async () => {
    const { server, statuses } = await inside();
    server.fallSilent();
    await visit.pass(15_500);
    expect(statuses).toContain('reconnecting');
    await visit.pass(1_000);
    expect(visit.connection.status).toBe('joined');
  });

  test('a live socket on which little happens is kept', async () => {
    const { server, statuses } = await inside();
    await visit.pass(10 * 60_000);
    expect(statuses).not.toContain('reconnecting');
    expect(server.opened).toBe(1);
  });

  test('when the browser is back online the next try begins at once', async () => {
    const { server, browser } = await inside();
    server.up = false;
    server.cutAll();
    await visit.pass(20_000);
    server.up = true;
    const { retryAtMs } = visit.retries.at(-1) ?? {};
    expect(retryAtMs).toBeGreaterThan(browser.clock.nowMs());
    browser.online(true);
    await visit.pass(20);
    expect(visit.connection.status).toBe('joined');
  });

  test('waits grow and are never the same for everyone', async () => {
    const { server } = await inside();
    server.up = false;
    server.cutAll();
    const waits: number[] = [];
    visit.connection.events.on('retry', ({ retryAtMs }) => {
      if (retryAtMs !== null) waits.push(retryAtMs - visit.browser.clock.nowMs());
    });
    await visit.pass(60_000);
    expect(waits.at(-1)).toBeGreaterThan(3_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(8_000);
    expect(new Set(waits).size).toBe(waits.length);
  });

  test('after five minutes without a connection it is over', async () => {
    const { server } = await inside();
    server.up = false;
    server.cutAll();
    await visit.pass(6 * 60_000);
    expect(visit.connection.status).toBe('failed');
    expect(visit.error?.code).toBe('timeout');
    expect(visit.browser.clock.pendingTimers).toBe(0);
  });

  test('RL-37 a draining server is left and come back to; a room elsewhere is followed at once', async () => {
    const { server } = await inside();
    server.bye('draining');
    await visit.pass(1_000);
    expect(visit.connection.status).toBe('joined');
    const urls: string[] = [];
    const open = visit.browser.ports.openSocket;
    visit.browser.ports.openSocket = (url, handlers) => {
      urls.push(url);
      return open(url, handlers);
    };
    server.bye('room-elsewhere', 'ws://other.test/rt');
    await visit.pass(20);
    expect(urls).toEqual(['ws://other.test/rt']);
    expect(visit.connection.status).toBe('joined');
  });

  test('a place that has expired is taken anew with the token, and what was pending is refused', async () => {
    const { server, connection } = await inside();
    const sent = codeOf(connection.command('chat.send', { text: 'lost?' }));
    server.cutAll();
    server.seats.clear();
    await visit.pass(2_000);
    expect(await sent).toBe('resume-expired');
    expect(visit.connection.status).toBe('joined');
    expect(server.received.filter(({ t }) => t === 'join').length).toBe(2);
  });

  test.each([
    ['room-ended', 'ended'],
    ['removed', 'removed'],
    ['replaced', 'replaced'],
    ['token-expired', 'failed'],
    ['protocol-mismatch', 'failed'],
  ] as const)('RL-37 a bye with %s is the end: %s', async (code, status) => {
    const { server } = await inside();
    server.bye(code);
    await visit.pass(20_000);
    expect(visit.connection.status).toBe(status);
    expect(visit.error?.code).toBe(code);
    expect(server.opened).toBe(1);
    expect(visit.browser.clock.pendingTimers).toBe(0);
  });

  test('a gap in the log is never folded: the log is resumed from before it', async () => {
    const { server } = await inside();
    const { seq } = server.state;
    server.log.push({
      type: 'room.locked',
      data: { locked: true },
      seq: seq + 1,
      at: new Date(0).toISOString(),
    });
    server.state = { ...server.state, seq: seq + 1, locked: true };
    server.guest();
    await visit.pass(2_000);
    expect(visit.seqs).toEqual(visit.seqs.map((_, index) => index + 3));
    expect(visit.folded).toEqual(server.state);
  });

  test('frames that cannot be read are told, and end in protocol-mismatch when they go on', async () => {
    const { server } = await inside();
    for (let count = 0; count < 3; count += 1) {
      for (const connection of server.connections) connection.tellText('{"t":"novelty"}');
      await visit.pass(3_000);
    }
    expect(visit.problems.map(({ code }) => code)).toContain('message-invalid');
    expect(visit.error?.code).toBe('protocol-mismatch');
  });
});

describe('whatever happens to the network', () => {
  const event = fc.record({
    what: fc.constantFrom('cut', 'silence', 'guest', 'say', 'say', 'down', 'up', 'online', 'drain'),
    afterMs: fc.nat(900),
  });

  test('RL-1 RL-4 the log folds without gaps and everything said is said once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(event, { maxLength: 30 }), async (seed, events) => {
        const browser = new ModelBrowser(seed, (random) => 1 + random() * 60);
        visit = new ConnectionVisit(browser);
        const entered = visit.connection.connect('token');
        void visit.connection.join(() => ({ t: 'join', audio: false, video: false }));
        await visit.pass(1_000);
        await entered;
        const said: { text: string; outcome: Promise<ErrorCode | undefined> }[] = [];
        for (const [index, { what, afterMs }] of events.entries()) {
          if (what === 'cut') visit.server.cutAll();
          else if (what === 'silence') visit.server.fallSilent();
          else if (what === 'guest') visit.server.guest();
          else if (what === 'down') visit.server.up = false;
          else if (what === 'up') visit.server.up = true;
          else if (what === 'online') browser.online(true);
          else if (what === 'drain') visit.server.bye('draining');
          else {
            const text = `number ${String(index)}`;
            said.push({ text, outcome: codeOf(visit.connection.command('chat.send', { text })) });
          }
          await visit.pass(afterMs);
        }
        visit.server.up = true;
        await visit.pass(60_000);
        expect(visit.connection.status).toBe('joined');
        expect(visit.folded).toEqual(visit.server.state);
        expect(visit.seqs).toEqual(visit.seqs.map((_, index) => index + (visit.seqs[0] ?? 0)));
        expect(await Promise.all(said.map(({ outcome }) => outcome))).toEqual(said.map(() => undefined));
        expect(visit.server.state.chat.map(({ text }) => text)).toEqual(said.map(({ text }) => text));
        visit.connection.close();
        await visit.pass(200);
        expect(browser.clock.pendingTimers).toBe(0);
      }),
      { numRuns: 300, seed: 20_261_121 },
    );
  });
});
