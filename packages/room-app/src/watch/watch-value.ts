import type { Observable } from '../page/wait-for.ts';

/** Calls back with each new value of a selection, and the one before. Not for the first. Returns a disposer. */
export function watchValue<State, Value>(
  store: Observable<State>,
  select: (state: State) => Value,
  changed: (value: Value, before: Value) => void,
): () => void {
  let before = select(store.getState());
  return store.subscribe(() => {
    const value = select(store.getState());
    if (Object.is(value, before)) return;
    const was = before;
    before = value;
    changed(value, was);
  });
}
