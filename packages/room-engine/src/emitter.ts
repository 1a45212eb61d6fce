/** Takes a listener off again; calling it twice does nothing. */
export type Disposer = () => void;

/** As an uncaught error, which is what a listener that throws is: it reaches the console and `window.onerror`. */
function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

/** Typed events. Nothing is emitted after `close()`, and a listener that throws does not stop the others. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(payload: never) => void>>();
  readonly #onListenerError: (error: unknown) => void;
  #closed = false;

  /** `onListenerError` gets what a listener threw; the default reports it as an uncaught error would be. */
  constructor(onListenerError: (error: unknown) => void = throwLater) {
    this.#onListenerError = onListenerError;
  }

  on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): Disposer {
    const own = (payload: Events[Name]): void => {
      listener(payload);
    };
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set);
    set.add(own);
    return () => {
      set.delete(own);
    };
  }

  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    if (this.#closed) return;
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        (listener as (payload: Events[Name]) => void)(payload);
      } catch (error) {
        this.#onListenerError(error);
      }
    }
  }

  /** How many listeners there are, to prove that nothing was left behind. */
  get size(): number {
    let size = 0;
    for (const set of this.#listeners.values()) size += set.size;
    return size;
  }

  close(): void {
    this.#closed = true;
    this.#listeners.clear();
  }
}
