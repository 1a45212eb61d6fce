// What one more recording costs: a real media node and a real recorder (on every core) and synthetic people with real
// connections (on one), with the sound as AAC and as Opus, one after the other. The first meeting is the ordinary one (16
// moving cameras), the others are small. All are mixed all the time; the small ones are recorded, then the ordinary one,
// too. What that added to the processes that do nothing else is exact; in those that mix it is a small difference of large
// numbers, so all recordings are divided there. Beside it, in the same run, the browser way: Chromium in Xvfb is in the same
// ordinary meeting and FFmpeg grabs it, where these are installed (apt-get install --no-install-recommends xvfb ffmpeg
// chromium).
// Options: --seconds=15 --meetings=5 --codecs=aac,opus --browser=on|off
import { parseArgs } from 'node:util';
import { audioCodecSchema } from '@cloudmeet/contracts';
import { pinSelf } from '../load/child-server.ts';
import { round } from '../load/statistics.ts';
import { measureBrowserWay } from './browser-way.ts';
import { RecordedMeetings } from './recorded-meetings.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '15' },
    meetings: { type: 'string', default: '5' },
    codecs: { type: 'string', default: 'aac,opus' },
    browser: { type: 'string', default: 'on' },
  },
});
const seconds = Number(values.seconds);
const meetings = Number(values.meetings);
const codecs = values.codecs.split(',').map((codec) => audioCodecSchema.parse(codec));

async function inABrowser({ ordinary, world }: RecordedMeetings) {
  if (values.browser !== 'on' || !ordinary) return { measured: false } as const;
  return measureBrowserWay(world.dir, ordinary.admit('Recorder'), seconds);
}

type Recorded = Awaited<ReturnType<RecordedMeetings['measure']>>;

pinSelf(0);
const recorded: Record<string, Recorded> = {};
let browser: Awaited<ReturnType<typeof inABrowser>> = { measured: false };
for (const [index, codec] of codecs.entries()) {
  const room = await RecordedMeetings.start(meetings);
  recorded[codec] = await room.measure(codec, { meetings, seconds });
  await room.closeSmall();
  if (index === codecs.length - 1) browser = await inABrowser(room);
  await room.close();
}
const browserWay = browser;
const timesLess = ({ oneMore }: Recorded) =>
  browserWay.measured && {
    timesLessCpu: round(browserWay.cores / oneMore.cores, 1),
    timesLessMemory: round(browserWay.megabytes / Math.max(1, oneMore.megabytes), 1),
  };
const ours: Record<string, unknown> = {};
for (const [codec, each] of Object.entries(recorded)) ours[codec] = { ...each, ...timesLess(each) };
const figures = { seconds, meetings, ...ours, browser };
console.log(JSON.stringify({ name: 'recording', seed: 1, figures }));
