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

/** What somebody sends in so many seconds, encoded. */
export function speech({ uplink, sound }: Person, seconds: number): Uint8Array[] {
  const talker = createTalker(uplink, sound);
  const datagrams = Array.from({ length: Math.round(seconds * 50) }, () => talker.next());
  talker.close();
  return datagrams;
}

/** Everybody sends a packet each 20 ms for so many seconds, in real time. What they say is encoded before. */
export async function talk(
  people: readonly Person[],
  seconds: number,
  deliver: (datagram: Uint8Array) => void,
): Promise<void> {
  const frames = Math.round(seconds * 50);
  const said = people.map((person) => speech(person, seconds));
  let frame = 0;
  await new Promise<void>((resolve) => {
    const clock = createTickClock({
      everyMs: 20,
      giveUpMs: Infinity,
      onTick: () => {
        for (const datagrams of said) {
          const datagram = datagrams[frame];
          if (datagram) deliver(datagram);
        }
        frame += 1;
        if (frame < frames) return;
        clock.stop();
        resolve();
      },
    });
    clock.start();
  });
}
