import { execFileSync } from 'node:child_process';
import { limits } from '@cloudmeet/contracts';
import { createDatabase } from '@cloudmeet/database';
import { createTestDatabase } from '@cloudmeet/database/testing';
import { RoomClient } from '@cloudmeet/testing';
import { RoomTenant } from '@cloudmeet/testing/rooms';
import { expect, onTestFinished, test } from 'vitest';
import { KillableServer } from './recovery/killable-server.ts';

const slowCount = 100;
const rooms = 2;
const text = 'x'.repeat(limits.chatTextLength);
const messagesPerSpeaker = 150;

function residentMegabytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

async function openRooms() {
  const testDatabase = await createTestDatabase();
  onTestFinished(() => testDatabase.close());
  const database = createDatabase({ url: testDatabase.appUrl });
  onTestFinished(() => database.close());
  const tenant = await RoomTenant.create(database, 'Acme');
  const server = new KillableServer(testDatabase.appUrl);
  await server.start();
  onTestFinished(() => server.kill());
  const join = async (roomId: string, acknowledges = true) => {
    const socketUrl = `ws://127.0.0.1:${String(server.port)}/rt`;
    const client = new RoomClient({ socketUrl, roomId, acknowledges });
    onTestFinished(() => client.close());
    await client.enter(tenant.token(roomId));
    return client;
  };
  const roomIds = await Promise.all(Array.from({ length: rooms }, () => tenant.createRoom()));
  return { server, roomIds, join };
}

function bytesHeard(client: RoomClient, from = 0): number {
  return client.frames.slice(from).reduce((sum, frame) => sum + JSON.stringify(frame).length, 0);
}

test(
  'RL-35 a hundred clients that do not read cost no memory, and catch up when they read again',
  { timeout: 180_000 },
  async () => {
    const { server, roomIds, join } = await openRooms();
    const three = () => Promise.all(roomIds.flatMap((roomId) => [join(roomId), join(roomId), join(roomId)]));
    const speak = async (people: readonly RoomClient[]) => {
      for (let count = 0; count < messagesPerSpeaker; count += 1)
        await Promise.all(people.map((speaker) => speaker.cmd('chat.send', { text })));
    };
    // The same work without anybody slow, so that what the work itself takes is taken before.
    const rehearsal = await three();
    await speak(rehearsal);
    await Promise.all(rehearsal.map((client) => client.leave()));
    const speakers = await three();
    const listeners = await Promise.all(roomIds.map((roomId) => join(roomId)));
    const slow: RoomClient[] = [];
    for (let count = 0; count < slowCount; count += 1)
      slow.push(await join(roomIds[count % rooms] ?? '', false));
    for (const client of slow) client.stopReading();
    const beforeMb = residentMegabytes(server.pid);
    await speak(speakers);
    const grownMb = residentMegabytes(server.pid) - beforeMb;
    const saidMb = (speakers.length / rooms) * messagesPerSpeaker * limits.chatTextLength * slowCount * 1e-6;
    expect(grownMb, `of ${saidMb.toFixed(0)} MB that were said to them`).toBeLessThan(60);

    // Control: who reads and acknowledges has heard everything.
    for (const listener of listeners) {
      await listener.until('the last message', (state) => state.chat.length === limits.chatSnapshotMessages);
      expect(bytesHeard(listener)).toBeGreaterThan(messagesPerSpeaker * 3 * limits.chatTextLength);
    }
    const [first] = slow;
    if (!first) throw new Error('There is somebody slow.');
    first.resumeReading();
    await first.watch.until('what was on its way', () => first.frames.length > 2);
    expect(bytesHeard(first, 2)).toBeLessThan(limits.unacknowledgedBytes + 20_000);
    const wantedSeq = listeners[0]?.state.seq ?? 0;
    await first.watch.until('the catch-up', () => {
      first.send({ t: 'ack', seq: first.state.seq });
      return first.state.seq >= wantedSeq;
    });
    expect(first.view.gaps).toEqual([]);
  },
);
