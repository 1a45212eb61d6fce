import { newId } from '@cloudmeet/contracts';
import { ControlClient, personOf } from '../../packages/media-server/tests/node/control-client.ts';
import { round } from '../load/statistics.ts';
import { pingEverySecond } from './meeting.ts';
import { coresBetween, startNode, sum } from './node-process.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const settleMs = 3000;

/** What a node costs with no room at all, and with many in which two people are and nobody is connected. */
export async function measureIdleRooms(internalSecret: string, rooms: number, seconds: number) {
  const node = await startNode({ internalSecret }, true);
  const cores = async () => {
    await wait(settleMs);
    const before = await node.usage();
    await wait(seconds * 1000);
    return coresBetween(before, await node.usage());
  };
  const empty = await cores();
  const control = await new ControlClient(node.controlUrl).connected();
  const pings = pingEverySecond(control);
  for (let room = 0; room < rooms; room += 1) {
    const mixer = await control.open({ id: newId('mixer'), generation: 1 });
    control.room(mixer, [personOf({ audio: false }), personOf({ audio: false })]);
    control.heard.length = 0;
  }
  const idle = await cores();
  clearInterval(pings);
  control.close();
  await node.close();
  const emptyCores = sum(empty);
  const idleCores = sum(idle);
  return {
    rooms,
    emptyNodeCores: round(emptyCores, 4),
    withRoomsCores: round(idleCores, 4),
    roomsAloneCores: round(Math.max(0, idleCores - emptyCores), 4),
    processes: Object.fromEntries(Object.entries(idle).map(([name, share]) => [name, round(share, 4)])),
  };
}
