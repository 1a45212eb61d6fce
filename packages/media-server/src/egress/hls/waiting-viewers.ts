/** Somebody whose request is answered when what they wait for is there. */
export interface WaitingViewer {
  isDue(): boolean;
  answer(): void;
  /** It did not come in time. */
  giveUp(): void;
  /** In milliseconds since 1970. */
  untilMs: number;
}

/** So many are answered before media that has come meanwhile is taken. */
const answersAtOnce = 250;

/** Requests that are held until something is there; thousands of them are answered without keeping media waiting. */
export class WaitingViewers {
  readonly #waiting = new Set<WaitingViewer>();
  readonly #due = new Set<WaitingViewer>();
  #next: NodeJS.Immediate | null = null;

  get size(): number {
    return this.#waiting.size + this.#due.size;
  }

  /** Returns how to take the request back, as when its connection is gone. */
  add(viewer: WaitingViewer): () => void {
    this.#waiting.add(viewer);
    return () => {
      this.#waiting.delete(viewer);
      this.#due.delete(viewer);
    };
  }

  /** Something new is there. */
  changed(): void {
    for (const viewer of this.#waiting) {
      if (!viewer.isDue()) continue;
      this.#waiting.delete(viewer);
      this.#due.add(viewer);
    }
    if (!this.#next) this.#answerSome();
  }

  /** To be called some times a second. */
  refresh(nowMs: number): void {
    for (const viewer of this.#waiting) {
      if (nowMs < viewer.untilMs) continue;
      this.#waiting.delete(viewer);
      viewer.giveUp();
    }
  }

  /** Nothing more will come. Idempotent. */
  close(): void {
    if (this.#next) clearImmediate(this.#next);
    this.#next = null;
    const viewers = [...this.#due, ...this.#waiting];
    this.#due.clear();
    this.#waiting.clear();
    for (const viewer of viewers) viewer.giveUp();
  }

  #answerSome(): void {
    this.#next = null;
    let left = answersAtOnce;
    for (const viewer of this.#due) {
      if (left === 0) break;
      left -= 1;
      this.#due.delete(viewer);
      viewer.answer();
    }
    if (this.#due.size > 0) this.#next = setImmediate(() => this.#answerSome());
  }
}
