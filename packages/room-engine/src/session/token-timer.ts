import type { RoomContext } from '../room-context.ts';

/** Long enough for a page to fetch another token. */
const warnBeforeMs = 60_000;

/** Warns once before the token that was used runs out; whoever is in the meeting stays in it. */
export class TokenTimer {
  readonly #context: RoomContext;
  #expiresAtSeconds = 0;
  #cancel: (() => void) | undefined;

  constructor(context: RoomContext) {
    this.#context = context;
  }

  /** `exp` of the token in use. The same one again changes nothing. */
  set(expiresAtSeconds: number): void {
    if (this.#expiresAtSeconds === expiresAtSeconds) return;
    this.close();
    this.#expiresAtSeconds = expiresAtSeconds;
    const { clock } = this.#context.ports;
    const inMs = expiresAtSeconds * 1000 - warnBeforeMs - clock.nowMs();
    this.#cancel = clock.after(Math.max(0, inMs), () => {
      const expiresAt = new Date(expiresAtSeconds * 1000).toISOString();
      this.#context.events.emit('token-will-expire', { expiresAt });
    });
  }

  close(): void {
    this.#cancel?.();
    this.#expiresAtSeconds = 0;
  }
}
