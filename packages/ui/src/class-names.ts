/** Joins the class names that apply; `undefined`, `false` and the empty text drop out. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
