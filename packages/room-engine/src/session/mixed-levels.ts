/** The mixer tells levels five times a second at most; without news for this long everybody is silent. */
const staleMs = 1500;

/** What the mixer last said of who is heard and who speaks. */
export class MixedLevels {
  #levels = new Map<string, number>();
  #speaker: string | null = null;
  #atMs = -Infinity;

  hear(of: Readonly<Record<string, number>>, speaker: string | null, nowMs: number): void {
    this.#levels = new Map(Object.entries(of));
    this.#speaker = speaker;
    this.#atMs = nowMs;
  }

  /** In dBov by participant. */
  levels(nowMs: number): Map<string, number> {
    return nowMs - this.#atMs < staleMs ? this.#levels : new Map<string, number>();
  }

  get speaker(): string | null {
    return this.#speaker;
  }
}
