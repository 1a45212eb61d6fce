import { afterEach, describe, expect, test } from 'vitest';
import { codeOf } from './fakes/code-of.ts';
import { ConnectionVisit } from './fakes/connection-visit.ts';
import type { ModelBrowser } from './fakes/model-browser.ts';

let visit: ConnectionVisit;
afterEach(() => {
  visit.connection.close();
});

async function inside(browser?: ModelBrowser): Promise<ConnectionVisit> {
  visit = new ConnectionVisit(browser);
  await visit.join();
  return visit;
}

describe('coming in', () => {
  test('RL-9 RL-11 hello with the token is answered by the preview, join by the welcome', async () => {
    const { server, statuses } = await inside();
    expect(server.received.map(({ t }) => t)).toEqual(['hello', 'join']);
    expect(statuses).toEqual(['connecting', 'preview', 'joining', 'joined']);
  });

  test('RL-12 a refused join ends the connection with the reason', async () => {
    visit = new ConnectionVisit();
    const connected = visit.connection.connect('token');
    await visit.pass(50);
    await connected;
    visit.server.refuseNext = 'room-full';
    const joined = codeOf(visit.connection.join(() => ({ t: 'join', audio: false, video: false })));
    await visit.pass(50);
    expect(await joined).toBe('room-full');
    expect(visit.connection.status).toBe('failed');
  });

  test('RL-15 somebody in the lobby is told so, and is in when they are let in', async () => {
    visit = new ConnectionVisit();
    visit.server.lobby = true;
    const connected = visit.connection.connect('token');
    const joined = visit.connection.join(() => ({ t: 'join', audio: false, video: false }));
    await visit.pass(50);
    await connected;
    expect(await joined).toBe('waiting');
    for (const connection of visit.server.connections) visit.server.admit(connection);
    await visit.pass(50);
    expect(visit.statuses).toEqual(['connecting', 'joining', 'waiting', 'joined']);
  });

  test('a server that cannot be reached is tried a few times, then connect() says unavailable', async () => {
    visit = new ConnectionVisit();
    visit.server.up = false;
    const connected = codeOf(visit.connection.connect('token'));
    await visit.pass(20_000);
    expect(await connected).toBe('unavailable');
    expect(visit.server.opened).toBe(4);
    visit.server.up = true;
    const again = visit.connection.connect();
    await visit.pass(50);
    await expect(again).resolves.toMatchObject({ t: 'preview' });
  });

  test('nothing can be asked of a room before joining', async () => {
    visit = new ConnectionVisit();
    expect(await codeOf(visit.connection.command('hand.raise', {}))).toBe('not-joined');
    expect(await codeOf(visit.connection.join(() => ({ t: 'join', audio: false, video: false })))).toBe(
      'conflict',
    );
    expect(await codeOf(visit.connection.connect())).toBe('invalid-argument');
  });
});

describe('commands', () => {
  test('RL-3 a command resolves once its entry is folded', async () => {
    const { connection, browser } = await inside();
    const sent = connection.command('chat.send', { text: 'hello' });
    let folded = false;
    connection.events.on('entries', () => (folded = true));
    await browser.clock.advance(20);
    await sent;
    expect(folded).toBe(true);
  });

  test('RL-5 a refused command rejects with the code and changes nothing', async () => {
    const { connection, server, pass } = Object.assign(await inside(), { pass: visit.pass.bind(visit) });
    server.refuseNext = 'not-permitted';
    const before = server.log.length;
    const code = codeOf(connection.command('chat.send', { text: 'hello' }));
    await pass(20);
    expect(await code).toBe('not-permitted');
    expect(server.log.length).toBe(before);
  });

  test('arguments that do not fit are refused here and never sent', async () => {
    const { connection, server } = await inside();
    const before = server.received.length;
    expect(await codeOf(connection.command('chat.send', { text: 'x'.repeat(5_000) }))).toBe(
      'invalid-argument',
    );
    expect(await codeOf(connection.command('chat.send', { text: '\ud800' }))).toBe('invalid-argument');
    await visit.pass(50);
    expect(server.received.length).toBe(before);
  });

  /** Says something whose acknowledgement is cut off, while the log does not tell whose command it was. */
  async function sayIntoACut(meanwhile: () => void): Promise<string[]> {
    const { connection, server } = await inside();
    const sent = connection.command('chat.send', { text: 'once' });
    await visit.pass(1.5);
    server.cutAll();
    for (const entry of server.log) delete entry.commandId;
    meanwhile();
    await visit.pass(2_000);
    await sent;
    expect(server.received.filter(({ t }) => t === 'cmd').length).toBe(2);
    return server.state.chat.map(({ text }) => text);
  }

  test('RL-4 a command whose acknowledgement was cut off is sent again and done once', async () => {
    expect(await sayIntoACut(() => undefined)).toEqual(['once']);
  });

  test('a server that forgot the id would do it twice: the check above finds that out', async () => {
    expect(await sayIntoACut(() => visit.server.done.clear())).toEqual(['once', 'once']);
  });

  test('a command whose entry is among those missed is not sent again', async () => {
    const { connection, server } = await inside();
    const sent = connection.command('chat.send', { text: 'once' });
    await visit.pass(1.5);
    server.cutAll();
    await visit.pass(2_000);
    await sent;
    expect(server.received.filter(({ t }) => t === 'cmd').length).toBe(1);
  });

  test('a command that nobody answers rejects with timeout', async () => {
    const { connection, server } = await inside();
    const sent = codeOf(connection.command('presence.set', { quality: 'fair' }));
    server.answer = () => undefined;
    await visit.pass(31_000);
    expect(await sent).toBe('timeout');
  });
});
