import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '@cloudmeet/database';
import { createTestDatabase } from '@cloudmeet/database/testing';
import { RoomClient, seededRandom } from '@cloudmeet/testing';
import { RoomTenant } from '@cloudmeet/testing/rooms';
import { expect, onTestFinished, test } from 'vitest';
import { KillableServer } from './killable-server.ts';

const kills = 20;
const seed = 20_261_121;

/** Connects again as often as it takes while the server is away. */
async function comeBack(client: RoomClient): Promise<void> {
  for (;;) {
    try {
      await client.resume();
      return;
    } catch (error) {
      const isAway =
        error instanceof Error && /ECONNREFUSED|ECONNRESET|socket hang up|Waited/.test(String(error));
      if (!isAway) throw error;
      await sleep(25);
    }
  }
}

async function openMeeting() {
  const testDatabase = await createTestDatabase();
  onTestFinished(() => testDatabase.close());
  const database = createDatabase({ url: testDatabase.appUrl });
  onTestFinished(() => database.close());
  const tenant = await RoomTenant.create(database, 'Acme');
  const roomId = await tenant.createRoom();
  const server = new KillableServer(testDatabase.appUrl);
  await server.start();
  onTestFinished(() => server.kill());
  const client = async () => {
    const one = new RoomClient({ socketUrl: `ws://127.0.0.1:${String(server.port)}/rt`, roomId });
    onTestFinished(() => one.close());
    await one.enter(tenant.token(roomId, { role: 'host' }));
    return one;
  };
  const log = async () => {
    const { sessionId } = speakers[0]?.state ?? {};
    if (!sessionId) throw new Error('There is no session.');
    return database
      .forTenant({ tenantId: tenant.tenantId })
      .transaction((repos) => repos.entries.readFrom(sessionId, 0, 10_000));
  };
  const speakers = [await client(), await client()];
  return { server, speakers, log };
}

test(
  `RL-4, RL-40 over ${String(kills)} kill -9 of the server nothing acknowledged is lost, nothing is doubled, seq stays dense`,
  { timeout: 300_000 },
  async () => {
    const { server, speakers, log } = await openMeeting();
    const random = seededRandom(seed);
    const said: { text: string; seq: Promise<number> }[] = [];
    const say = (speaker: RoomClient) => {
      const text = `message ${String(said.length)}`;
      const seq = speaker.cmd('chat.send', { text });
      seq.catch(() => undefined);
      said.push({ text, seq });
      return seq;
    };

    for (let round = 0; round < kills; round += 1) {
      // Some are acknowledged, some are under way when the server dies.
      for (let count = 0; count < 5; count += 1) await Promise.all(speakers.map((speaker) => say(speaker)));
      for (const speaker of speakers) for (let count = 0; count < 3; count += 1) void say(speaker);
      await sleep(random() * 15);
      await server.kill();
      await Promise.all(speakers.map((speaker) => speaker.untilClosed()));
      await server.start();
      await Promise.all(speakers.map(comeBack));
    }

    const seqs = await Promise.all(said.map(({ seq }) => seq));
    await Promise.all(speakers.map((speaker) => speaker.untilSeq(Math.max(...seqs))));
    const entries = await log();
    expect(server.kills, `seed ${String(seed)}`).toBe(kills);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    const logged = entries.flatMap((entry) => (entry.type === 'chat.sent' ? [entry.data.text] : []));
    expect(logged.toSorted()).toEqual(said.map(({ text }) => text).toSorted());
    for (const [index, { text }] of said.entries())
      expect(entries[(seqs[index] ?? 0) - 1]?.data, `acknowledged as ${String(seqs[index])}`).toMatchObject({
        text,
      });
    // Without commands that were in the log already when they were sent again, nothing would have been tried.
    expect(speakers.reduce((sum, { resent }) => sum + resent, 0)).toBeGreaterThan(kills);
    for (const speaker of speakers) {
      expect(speaker.view.gaps).toEqual([]);
      expect(speaker.view.entries.map(({ seq }) => seq)).toEqual([
        ...new Set(speaker.view.entries.map(({ seq }) => seq)),
      ]);
      expect(Object.keys(speaker.state.participants)).toHaveLength(2);
    }
  },
);
