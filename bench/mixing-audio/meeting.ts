import { voice } from '../../packages/media-server/tests/audio/talker.ts';

/** Somebody in the measured room: their sound, or null for who only listens. */
export interface Member {
  number: number;
  sound: ((sample: number) => number) | null;
}

/** A hundred people of whom the first few talk, each at a pitch of their own. */
export function membersOf(people: number, talkers: number): Member[] {
  return Array.from({ length: people }, (_, number) => ({
    number,
    sound: number < talkers ? voice(300 + 370 * number) : null,
  }));
}

/** A tone of 240 ms each second, whose beginnings are far enough apart for any delay to be told. */
export const calls = (sample: number): number => {
  const at = sample % 48_000;
  return at < 11_520 ? 8000 * Math.min(1, at / 96) * Math.sin((2 * Math.PI * 700 * sample) / 48_000) : 0;
};

/** A mixer with a room of these people in it, reached by plain RTP over UDP on 127.0.0.1. */
export interface MixerUnderTest {
  /** Gives a talker's datagram to the mixer. */
  deliver(member: number, datagram: Uint8Array): void;
  /** Processor time so far of all its processes, in milliseconds, by what they do. */
  cpuMs(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}
