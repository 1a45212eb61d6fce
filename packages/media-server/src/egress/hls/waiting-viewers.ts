/** Something that is not there yet. All who wait for the same wait together: it is looked for once. */
export interface Awaited<Answer> {
  /** The same for all who wait for the same. */
  name: string;
  isDue(): boolean;
  answer(): Answer;
}

/** Somebody whose request is answered when what they wait for is there. */
export interface WaitingViewer<Answer> {
  reply(answer: Answer): void;
  /** It did not come in time. */
  giveUp(): void;
  /** In milliseconds since 1970. */
  untilMs: number;
}

interface Group<Answer> extends Omit<Awaited<Answer>, 'name'> {
  viewers: Set<WaitingViewer<Answer>>;
}

/** So many are answered before media that has come meanwhile is taken. */
const answersAtOnce = 250;

/** Requests that are held until something is there; thousands of them are answered without keeping media waiting. */
export class WaitingViewers<Answer> {
  readonly #waiting = new Map<string, Group<Answer>>();
  readonly #due = new Set<Group<Answer>>();
  #next: NodeJS.Immediate | null = null;

  get size(): number {
    return this.#groups().reduce((sum, { viewers }) => sum + viewers.size, 0);
  }

  /** Returns how to take the request back, as when its connection is gone. */
  add({ name, isDue, answer }: Awaited<Answer>, viewer: WaitingViewer<Answer>): () => void {
    let group = this.#waiting.get(name);
    if (!group) this.#waiting.set(name, (group = { isDue, answer, viewers: new Set() }));
    const { viewers } = group.viewers.add(viewer) && group;
    return () => {
      viewers.delete(viewer);
      if (viewers.size === 0 && this.#waiting.get(name)?.viewers === viewers) this.#waiting.delete(name);
    };
  }

  /** Something new is there. */
  changed(): void {
    for (const [name, group] of this.#waiting) {
      if (!group.isDue()) continue;
      this.#waiting.delete(name);
      this.#due.add(group);
    }
    if (!this.#next) this.#answerSome();
  }

  /** To be called some times a second. */
  refresh(nowMs: number): void {
    for (const [name, { viewers }] of this.#waiting) {
      for (const viewer of viewers) {
        if (nowMs < viewer.untilMs) continue;
        viewers.delete(viewer);
        viewer.giveUp();
      }
      if (viewers.size === 0) this.#waiting.delete(name);
    }
  }

  /** Nothing more will come. Idempotent. */
  close(): void {
    if (this.#next) clearImmediate(this.#next);
    this.#next = null;
    const viewers = this.#groups().flatMap((group) => [...group.viewers]);
    this.#due.clear();
    this.#waiting.clear();
    for (const viewer of viewers) viewer.giveUp();
  }

  #groups(): Group<Answer>[] {
    return [...this.#due, ...this.#waiting.values()];
  }

  #answerSome(): void {
    this.#next = null;
    let left = answersAtOnce;
    for (const group of this.#due) {
      for (const viewer of group.viewers) {
        if (left === 0) break;
        left -= 1;
        group.viewers.delete(viewer);
        viewer.reply(group.answer());
      }
      if (group.viewers.size === 0) this.#due.delete(group);
    }
    if (this.#due.size > 0) this.#next = setImmediate(() => this.#answerSome());
  }
}
