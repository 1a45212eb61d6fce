/** The two things that waiting needs of a Redux store. */
export interface Observable<State> {
  getState(): State;
  subscribe(listener: () => void): () => void;
}

/** Resolves with the first state, now or later, for which `matches` holds. Never rejects. */
export function waitFor<State>(store: Observable<State>, matches: (state: State) => boolean): Promise<State> {
  return new Promise((resolve) => {
    const check = (): boolean => {
      const state = store.getState();
      if (!matches(state)) return false;
      resolve(state);
      return true;
    };
    if (check()) return;
    const stop = store.subscribe(() => {
      if (check()) stop();
    });
  });
}
