import type { MediaLoad } from '@cloudmeet/contracts';
import type { Children } from './children.ts';
import type { Clock } from './clock.ts';
import type { MixRooms } from './mix-rooms.ts';

/** Cores are measured over at least this long. */
const windowMs = 1000;

/** How busy the node is: CPU of this process and its children since the last measurement. */
export class LoadMeter {
  readonly #clock: Clock;
  readonly #children: Children;
  readonly #rooms: MixRooms;
  #measuredMs: number;
  #cpuSeconds: number;
  #cores = 0;

  constructor(clock: Clock, children: Children, rooms: MixRooms) {
    this.#clock = clock;
    this.#children = children;
    this.#rooms = rooms;
    this.#measuredMs = clock.nowMs();
    this.#cpuSeconds = this.#usedSeconds();
  }

  read(): MediaLoad {
    const elapsedMs = this.#clock.nowMs() - this.#measuredMs;
    if (elapsedMs >= windowMs) {
      const usedSeconds = this.#usedSeconds();
      this.#cores = Math.max(0, usedSeconds - this.#cpuSeconds) / (elapsedMs / 1000);
      this.#cpuSeconds = usedSeconds;
      this.#measuredMs += elapsedMs;
    }
    return { cores: this.#cores, mixers: this.#rooms.count, participants: this.#rooms.participants };
  }

  #usedSeconds(): number {
    const { user, system } = process.cpuUsage();
    const children = this.#children.all.reduce((sum, { child }) => sum + child.cpuSeconds, 0);
    return children + (user + system) / 1e6;
  }
}
