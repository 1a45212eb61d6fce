// Holds the meetings of the component book against a real node and a real PostgreSQL, and writes down what their logs
// say: `npm run record -w storybook-cloudmeet`.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startTestServer } from '@cloudmeet/database/testing';
import { createRoomWorld } from '../environment/room-world.ts';
import type { RoomWorld } from '../environment/room-world.ts';
import { holdInterview } from './interview.ts';
import { recordedMeetingSchema } from './recorded-meeting.ts';
import type { RecordedMeeting } from './recorded-meeting.ts';
import { holdWeeklyReview } from './weekly-review.ts';

const folder = join(import.meta.dirname, '../../../room-app/stories/recorded');
const meetings: Record<string, (world: RoomWorld) => Promise<RecordedMeeting>> = {
  'weekly-review': holdWeeklyReview,
  interview: holdInterview,
};

/** JSON with an entry a line, so that a difference between two recordings can be read. */
function toText(meeting: RecordedMeeting): string {
  const parts = Object.entries(meeting).map(([name, part]) => {
    if (!Array.isArray(part)) return `"${name}": ${JSON.stringify(part)}`;
    return `"${name}": [\n${part.map((one) => JSON.stringify(one)).join(',\n')}\n]`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}

const postgres = await startTestServer();
const urls = await postgres.createDatabase();
const close = () => postgres.dropDatabase(urls.adminUrl);
const world = await createRoomWorld({ testDatabase: { ...urls, close }, tenantName: 'Northwind Studio' });
try {
  await mkdir(folder, { recursive: true });
  for (const [name, hold] of Object.entries(meetings)) {
    const text = toText(recordedMeetingSchema.parse(await hold(world)));
    await writeFile(join(folder, `${name}.json`), text);
    process.stdout.write(`${name}: ${String(text.length)} bytes\n`);
  }
} finally {
  await world.close();
  await postgres.stop();
}
