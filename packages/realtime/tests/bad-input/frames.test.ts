import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { createHash, randomBytes } from 'node:crypto';
import { limits } from '@cloudmeet/contracts';
import { expect, onTestFinished, test } from 'vitest';
import { codeOf, worldOfFile } from '../world-of-file.ts';
import { offender, watchRoom } from './watched-room.ts';

const use = worldOfFile();

test('RL-32 a message of more than 64 kB is told so and ends the connection with 1009', async () => {
  const room = await watchRoom(use.world, use.node);
  const client = await offender(use.world, use.node, room.roomId);
  client.send('x'.repeat(limits.socketMessageBytes + 1));
  expect((await client.untilClosed())?.code).toBe('message-too-large');
  expect(client.closeCode).toBe(1009);
  await room.expectUntouched();
});

test('RL-32 a message of just 64 kB is read (control)', async () => {
  const room = await watchRoom(use.world, use.node);
  const client = await offender(use.world, use.node, room.roomId);
  client.send('x'.repeat(limits.socketMessageBytes));
  expect((await client.next('err')).error.code).toBe('message-invalid');
  expect(client.isOpen).toBe(true);
});

test('RL-32 ten megabytes of name, chat or metadata are not even read', async () => {
  const room = await watchRoom(use.world, use.node);
  const huge = 'x'.repeat(10 * 1024 * 1024);
  const joining = use.world.client(use.node, room.roomId);
  await joining.hello(use.world.tenant.token(room.roomId));
  joining.send(JSON.stringify({ t: 'join', name: huge, audio: false, video: false }));
  expect((await joining.untilClosed())?.code).toBe('message-too-large');
  const chatting = await offender(use.world, use.node, room.roomId);
  chatting.send(JSON.stringify({ t: 'cmd', id: '1', name: 'chat.send', args: { text: huge } }));
  expect((await chatting.untilClosed())?.code).toBe('message-too-large');
  await room.expectUntouched();
});

test('RL-32 binary messages end the connection', async () => {
  const room = await watchRoom(use.world, use.node);
  const client = await offender(use.world, use.node, room.roomId);
  client.send(randomBytes(100));
  expect((await client.untilClosed())?.code).toBe('message-invalid');
  expect(client.closeCode).toBe(1003);
  await room.expectUntouched();
});

/** A socket that speaks WebSocket by hand, so that it can speak it wrongly. */
async function rawSocket(): Promise<{ socket: Socket; heard(): string }> {
  const socket = connect(use.node.http.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const key = createHash('md5').update('a key').digest('base64');
  socket.write(
    `GET /rt HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  await expect.poll(() => Buffer.concat(chunks).toString('latin1')).toContain('101 Switching Protocols');
  return { socket, heard: () => Buffer.concat(chunks).toString('latin1') };
}

/** A masked frame with a zero mask; `first`: FIN, reserved bits and opcode. */
function frameOf(first: number, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([first, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

test.each([
  ['text that is not UTF-8', frameOf(0x81, Buffer.from([0xc3, 0x28]))],
  ['reserved bits', frameOf(0xf1, Buffer.from('hi'))],
  ['an unknown opcode', frameOf(0x83, Buffer.from('hi'))],
  ['a fragmented ping', frameOf(0x09, Buffer.from('hi'))],
  ['a frame without a mask', Buffer.from([0x81, 2, 104, 105])],
  ['a close frame with half a code', frameOf(0x88, Buffer.from([3]))],
])('RL-32 %s is told so and ends the connection', async (_what, bytes) => {
  const room = await watchRoom(use.world, use.node);
  const { socket, heard } = await rawSocket();
  const closed = new Promise<void>((resolve) => socket.once('end', () => resolve()));
  socket.write(bytes);
  await closed;
  expect(heard()).toContain('message-invalid');
  await room.expectUntouched();
});

test('RL-32 a message in a thousand fragments ends the connection', async () => {
  const { socket, heard } = await rawSocket();
  const closed = new Promise<void>((resolve) => socket.once('end', () => resolve()));
  socket.write(frameOf(0x01, Buffer.from('{')));
  for (let count = 0; count < 1000; count += 1) socket.write(frameOf(0x00, Buffer.from(' ')));
  await closed;
  expect(heard()).toContain('message-invalid');
});

const notMessages: [string, string][] = [
  ['an empty message', ''],
  ['no JSON', '{"t":"cmd"'],
  ['null', 'null'],
  ['a number', '42'],
  ['a list', '[]'],
  ['no type', '{"id":"1"}'],
  ['an unknown type', '{"t":"sudo"}'],
  ['a type of the server', '{"t":"welcome"}'],
  ['a type that objects have', '{"t":"__proto__"}'],
  ['an unknown field', '{"t":"ping","n":1,"more":true}'],
  ['a field of a wrong type', '{"t":"ping","n":"1"}'],
  ['a command without id', '{"t":"cmd","name":"hand.raise","args":{}}'],
  ['a command id with a zero byte', '{"t":"cmd","id":"a\\u0000","name":"hand.raise","args":{}}'],
  ['a command id with a lone surrogate', '{"t":"cmd","id":"\\ud800","name":"hand.raise","args":{}}'],
  ['a command id of 65 characters', `{"t":"cmd","id":"${'x'.repeat(65)}","name":"hand.raise","args":{}}`],
  ['a prototype in the message', '{"t":"ping","n":1,"__proto__":{"t":"leave"}}'],
  ['an acknowledgement of a fraction', '{"t":"ack","seq":1.5}'],
  ['nesting of 60,000 levels', '['.repeat(30_000) + ']'.repeat(30_000)],
  [
    'deep arguments',
    `{"t":"cmd","id":"1","name":"app.send","args":{"data":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
  ],
];

test.each(notMessages)('RL-32 %s is answered as not fitting, and nobody notices', async (_what, text) => {
  const room = await watchRoom(use.world, use.node);
  const client = await offender(use.world, use.node, room.roomId);
  client.send(text);
  expect((await client.next('err')).error.code).toBe('message-invalid');
  expect(client.isOpen).toBe(true);
  await room.expectUntouched();
});

const badCommands: [string, string, unknown, string][] = [
  ['an unknown command', 'room.explode', {}, 'command-unknown'],
  ['the name __proto__', '__proto__', {}, 'command-unknown'],
  ['the name constructor', 'constructor', {}, 'command-unknown'],
  ['the name toString', 'toString', {}, 'command-unknown'],
  ['the name hasOwnProperty', 'hasOwnProperty', {}, 'command-unknown'],
  ['no arguments', 'chat.send', undefined, 'message-invalid'],
  ['arguments of a wrong type', 'chat.send', 'hello', 'message-invalid'],
  ['an unknown argument', 'chat.send', { text: 'hi', urgent: true }, 'message-invalid'],
  ['an empty text', 'chat.send', { text: '   ' }, 'message-invalid'],
  ['a text with a lone surrogate', 'chat.send', { text: 'a\ud800b' }, 'message-invalid'],
  ['a text with a zero byte', 'chat.send', { text: 'a\u0000b' }, 'message-invalid'],
  ['a text beyond its length', 'chat.send', { text: 'x'.repeat(4001) }, 'message-invalid'],
  ['a participant id that is none', 'chat.direct', { to: 'par_1', text: 'hi' }, 'message-invalid'],
  ['a participant id that objects have', 'chat.direct', { to: '__proto__', text: 'hi' }, 'message-invalid'],
  [
    'a role that is none',
    'participant.changeRole',
    { participantId: '__proto__', role: 'owner' },
    'message-invalid',
  ],
  ['a reaction that is none', 'reaction.send', { reaction: '<script>' }, 'message-invalid'],
  ['app data with a lone surrogate', 'app.send', { data: { text: '\udfff' } }, 'message-invalid'],
  ['app data with a zero byte in a key', 'app.send', { data: { 'a\u0000': 1 } }, 'message-invalid'],
  ['app data beyond its size', 'app.send', { data: 'x'.repeat(limits.appMessageBytes) }, 'message-invalid'],
  ['app data that is too deep', 'app.send', { data: [[[[[[[[[1]]]]]]]]] }, 'message-invalid'],
  [
    'a signal that is none',
    'signal.send',
    { to: `par_${'x'.repeat(24)}`, signal: { kind: 'hack' } },
    'message-invalid',
  ],
];

test.each(badCommands)(
  'RL-25, RL-38 %s is refused by its code, and nobody notices',
  async (_what, name, args, code) => {
    const room = await watchRoom(use.world, use.node);
    const client = await offender(use.world, use.node, room.roomId);
    expect(await codeOf(client.command(name, args))).toBe(code);
    expect(client.isOpen).toBe(true);
    await room.expectUntouched();
  },
);

test('RL-38 keys that change prototypes change nothing', async () => {
  const room = await watchRoom(use.world, use.node);
  const client = await offender(use.world, use.node, room.roomId);
  const data = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
  client.send(`{"t":"cmd","id":"1","name":"app.send","args":{"data":${data}}}`);
  await client.watch.until('an answer', () => client.frames.some(({ t }) => t === 'ok' || t === 'err'));
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  await room.expectUntouched();
});

test('RL-25 markup is text like any other', async () => {
  const room = await watchRoom(use.world, use.node);
  const text = "<img src=x onerror=alert(1)> ${7*7} {{x}} '; DROP TABLE rooms; --";
  await room.speaker.cmd('chat.send', { text });
  await room.listener.until('the text', (state) => state.chat.at(-1)?.text === text);
});
