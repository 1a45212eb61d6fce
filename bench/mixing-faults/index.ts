// A meeting of 100 synthetic people with real connections on a real media node whose processes are killed and stopped one
// after the other: when the supervisor noticed, and when 95 % of the people and when all had sound and picture again. Who
// was on a lost edge connects again, as a page does. Options: --people=100 --signals=SIGKILL,SIGSTOP
// --processes=audio,video,edge-0,edge-1 (a fault takes about 10 s; joining about 15 s).
import { parseArgs } from 'node:util';
import { testInternalSecret as internalSecret } from '@cloudmeet/testing/rooms';
import { pinSelf } from '../load/child-server.ts';
import { Meeting } from '../mixing/meeting.ts';
import { startNode } from '../mixing/node-process.ts';
import { recordCamera } from '../mixing/run-meetings.ts';
import { isSignal, runFault, type Fault } from './run-fault.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100' },
    signals: { type: 'string', default: 'SIGKILL,SIGSTOP' },
    processes: { type: 'string', default: 'audio,video,edge-0,edge-1' },
  },
});
pinSelf(0);
const people = Number(values.people);
const node = await startNode({ internalSecret }, true);
const meeting = await Meeting.open(node.controlUrl);
await meeting.fill({ people, cameras: 16, unmuted: 10, picture: recordCamera(320, 180) });
const faults: Fault[] = [];
for (const signal of values.signals.split(',').filter(isSignal)) {
  for (const name of values.processes.split(',')) {
    const fault = await runFault(node, meeting, name, signal);
    faults.push(fault);
    console.log(fault);
  }
}
await meeting.close();
await node.close();
const most = (of: (fault: Fault) => number) => Math.max(...faults.map(of));
const figures = {
  people,
  noticedMsMax: most(({ noticedMs }) => noticedMs),
  mostAgainMsMax: most(({ mostAgainMs }) => mostAgainMs),
  allAgainMsMax: most(({ allAgainMs }) => allAgainMs),
  faults,
};
console.log(JSON.stringify({ name: 'mixing-faults', seed: 1, figures }));
