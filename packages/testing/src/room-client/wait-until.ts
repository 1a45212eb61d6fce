/** Waits for conditions over something that says when it changed, never for a duration. */
export class Watch {
  readonly #waiting = new Set<() => void>();
  readonly #describe: () => string;

  /** `describe`: what is so now, for the error of a condition that never came. */
  constructor(describe: () => string) {
    this.#describe = describe;
  }

  changed(): void {
    for (const look of [...this.#waiting]) look();
  }

  /** Resolves with the first value of `read` that is neither undefined nor false; what it throws rejects. */
  until<Value>(
    what: string,
    read: () => Value,
    patienceMs = 15_000,
  ): Promise<Exclude<Value, undefined | false>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`Waited in vain for: ${what}. ${this.#describe()}`));
      }, patienceMs);
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        settle();
      };
      const look = () => {
        try {
          const value = read();
          if (value !== undefined && value !== false)
            finish(() => resolve(value as Exclude<Value, undefined | false>));
        } catch (error) {
          finish(() => reject(error instanceof Error ? error : new Error(String(error))));
        }
      };
      this.#waiting.add(look);
      look();
    });
  }
}
