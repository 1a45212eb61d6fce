import { createTickClock } from '../../src/audio/clock/tick-clock.ts';
import type { ToAudio } from '../../src/children/messages.ts';
import { createTalker } from './talker.ts';

export interface Person {
  participantId: string;
  uplink: number;
  own: number;
  sound: (sample: number) => number;
}

/** Tells the audio process of a room with these people, all unmuted, all on one edge. */
export function openRoom(
  send: (message: ToAudio) => void,
  room: number,
  mix: number,
  edgePort: number,
  people: readonly Person[],
): void {
  send({ t: 'room.open', room, mix });
  send({ t: 'room.edges', room, ports: [edgePort] });
  for (const { participantId, uplink, own } of people) {
    send({ t: 'source', room, participantId, kind: 'audio', uplink, own, edgePort, open: true });
  }
}

/** Everybody sends a packet each 20 ms for so many seconds, in real time. */
export async function talk(
  people: readonly Person[],
  seconds: number,
  deliver: (datagram: Uint8Array) => void,
): Promise<void> {
  const talkers = people.map(({ uplink, sound }) => createTalker(uplink, sound));
  let left = seconds * 50;
  await new Promise<void>((resolve) => {
    const clock = createTickClock({
      everyMs: 20,
      giveUpMs: Infinity,
      onTick: () => {
        for (const talker of talkers) deliver(talker.next());
        left -= 1;
        if (left > 0) return;
        clock.stop();
        resolve();
      },
    });
    clock.start();
  });
  for (const talker of talkers) talker.close();
}
