/** Something that can be closed; closing it again changes nothing. */
export interface Closable {
  close(): Promise<void> | void;
}

interface Part {
  name: string;
  close: () => Promise<void> | void;
}

/** The parts of a process in the order they were started; they close in the opposite one. */
export class Lifecycle implements Closable {
  readonly #parts: Part[] = [];
  #closing: Promise<void> | undefined;

  /** Adds a part and returns it. A part that comes after closing began is closed at once. */
  add<Added extends Closable>(name: string, part: Added): Added {
    this.onClose(name, () => part.close());
    return part;
  }

  /** Adds something to do on closing. */
  onClose(name: string, close: () => Promise<void> | void): void {
    if (this.#closing) this.#closing = this.#closing.then(close);
    else this.#parts.push({ name, close });
  }

  /**
   * Closes every part, the newest first; one that fails does not keep the others open. Idempotent.
   * @throws AggregateError with what failed, each error naming its part.
   */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    const failures: Error[] = [];
    for (const part of this.#parts.toReversed()) {
      try {
        await part.close();
      } catch (cause) {
        failures.push(new Error(`Closing ${part.name} failed.`, { cause }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map((one) => one.message).join(' '));
  }
}
