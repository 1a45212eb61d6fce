import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { ToAudio } from '../../packages/media-server/src/children/messages.ts';
import { cpuMsOf } from '../load/child-server.ts';
import { end, startAudio } from './our-mixer.ts';

/** Processor time of the audio process, as a part of a core, with rooms of two muted people in which nobody is heard. */
export async function measureIdleRooms(rooms: number, seconds: number): Promise<number> {
  const edge = createSocket('udp4');
  edge.bind(0, '127.0.0.1');
  await once(edge, 'listening');
  const edgePort = edge.address().port;
  const { child } = await startAudio();
  const tell = (message: ToAudio) => void child.send(message);
  for (let room = 1; room <= rooms; room += 1) {
    tell({ t: 'room.open', room, mix: 10 * room });
    tell({ t: 'room.edges', room, ports: [edgePort] });
    for (const place of [1, 2]) {
      const stream = 10 * room + 2 * place;
      const participantId = `member_${String(stream)}`;
      const who = { participantId, uplink: stream, own: stream + 1, edgePort, open: false };
      tell({ t: 'source', room, kind: 'audio', ...who });
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const [beforeMs, startedMs] = [cpuMsOf(child.pid) ?? NaN, performance.now()];
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const cores = ((cpuMsOf(child.pid) ?? NaN) - beforeMs) / (performance.now() - startedMs);
  await end(child);
  edge.close();
  return cores;
}
