/** Something that many wait for. Nobody has to: a refusal that nobody waits for is no unhandled rejection. */
export class Gate<Value> {
  readonly passed: Promise<Value>;
  #resolve: (value: Value) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;
  #settled = false;

  constructor() {
    this.passed = new Promise((...settle) => ([this.#resolve, this.#reject] = settle));
    this.passed.catch(() => undefined);
  }

  open(value: Value): void {
    this.#settled = true;
    this.#resolve(value);
  }
  refuse(error: Error): void {
    this.#settled = true;
    this.#reject(error);
  }
  /** Itself while it still makes people wait, else a new one. */
  renewed(): Gate<Value> {
    return this.#settled ? new Gate() : this;
  }
}
