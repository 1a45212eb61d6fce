// A real media node (all of its processes on one core) and 100 synthetic people with real ICE, DTLS, SRTP and RTCP (on
// the other): the ordinary meeting, the worst case, what each person more costs, idle rooms, and people who come and go;
// with the bare encode and the bare sealing and sending as floors in the same run. Options: --people=100 --seconds=20
// --parts=ordinary,worst,loss3,loss10,slope,idle,churn,overload,floors --idle-rooms=1000 --churn-seconds=30 (1800 for half an hour)
// --churn-joins=4 (a second).
import { parseArgs } from 'node:util';
import type { LayoutMap } from '@cloudmeet/contracts';
import { testInternalSecret as internalSecret } from '@cloudmeet/testing/rooms';
import { pinSelf } from '../load/child-server.ts';
import { measureChurn } from './churn.ts';
import { measureFloors } from './floors.ts';
import { measureIdleRooms } from './idle-rooms.ts';
import { measureOverload } from './overload.ts';
import { ordinary, recordCamera, runMeeting, runSlope, worst } from './run-meetings.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '20' },
    parts: { type: 'string', default: 'ordinary,worst,loss3,loss10,slope,idle,churn,overload,floors' },
    'idle-rooms': { type: 'string', default: '1000' },
    'churn-seconds': { type: 'string', default: '30' },
    'churn-joins': { type: 'string', default: '4' },
  },
});
const parts = new Set(values.parts.split(','));
const people = Number(values.people);
const seconds = Number(values.seconds);
const settings = { internalSecret, people, seconds };
const figures: Record<string, unknown> = { people, seconds };

async function part(name: string, measured: () => Promise<unknown>): Promise<void> {
  if (!parts.has(name)) return;
  figures[name] = await measured();
  console.log(`${name}:`, figures[name]);
}

pinSelf(0);
/** Cameras that keep to the size of their tile. */
const small = recordCamera(320, 180);
const plan = { people, cameras: 16, unmuted: 10, picture: small };
let layout: LayoutMap | undefined;
await part('ordinary', async () => {
  const meeting = await runMeeting(settings, plan, ordinary);
  layout = meeting.layout;
  return meeting.result;
});
await part('worst', async () => {
  const all = { people, cameras: 25, unmuted: people, picture: recordCamera(640, 360) };
  return (await runMeeting(settings, all, worst)).result;
});
for (const percent of [3, 10]) {
  const loss = { up: percent / 100, down: percent / 100 };
  await part(`loss${String(percent)}`, async () => {
    const few = { ...plan, people: Math.min(people, 20), unmuted: 3, loss };
    return (await runMeeting(settings, few, ordinary)).result;
  });
}
await part('slope', () => runSlope(settings, plan));
await part('idle', () => measureIdleRooms(internalSecret, Number(values['idle-rooms']), seconds));
await part('churn', () => {
  const churn = {
    seconds: Number(values['churn-seconds']),
    joinsPerSecond: Number(values['churn-joins']),
  };
  return measureChurn(internalSecret, churn, small);
});
await part('overload', () => measureOverload(internalSecret, recordCamera(640, 360)));
await part('floors', () =>
  measureFloors(people, layout ?? { number: 1, tiles: [], unseen: 0 }, Math.min(10, seconds)),
);
console.log(JSON.stringify({ name: 'mixing', seed: 1, figures }));
