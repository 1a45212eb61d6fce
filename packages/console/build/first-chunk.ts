/**
 * What every visit to the console runs, by path: it goes into one chunk, because one text packs better than twenty.
 * Pages and what only some of them use are not here.
 */
const always: readonly RegExp[] = [
  /\/node_modules\/(react|react-dom|scheduler|use-sync-external-store|react-router)\//,
  /\/node_modules\/(react-redux|redux|immer|reselect|@reduxjs\/toolkit)\//,
  /\/packages\/console\/src\/(api|session|shell|look|config|theme)\//,
  /\/packages\/console\/src\/text\/(?!el\.json)/,
];

/** True for a module of the first chunk. */
export function isAlwaysNeeded(moduleId: string): boolean {
  return always.some((path) => path.test(moduleId));
}
