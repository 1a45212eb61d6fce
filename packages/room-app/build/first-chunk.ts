/**
 * What every visit to a room runs, by path: it goes into one chunk, because one text packs better than twenty. Left
 * to itself the bundler makes a chunk of each module that a later part shares with the first one. What only some
 * visits need (panels, dialogs, menus, prejoin, the bridge) is not here.
 */
const always: readonly RegExp[] = [
  /\/node_modules\/(react|react-dom|scheduler|use-sync-external-store)\//,
  /\/node_modules\/(react-redux|redux|immer|reselect|@reduxjs\/toolkit|zod)\//,
  /\/node_modules\/lucide-react\/dist\/esm\/(?!icons\/)/,
  /\/packages\/contracts\/src\/(?!frame\/methods)/,
  /\/packages\/room-engine\/src\/(?!(diagnosis|scenarios|quality)\/|session\/(media-session|media-path|mesh-path|mixed|step|link-event|stream-path)|store\/network-topology|tracks\/remote|speakers\/(active|watch)|engines\/(p2p|mixed|stream|connection|late))/,
  /\/packages\/ui\/src\/text\/(?!el\.json|en-|later-english|prejoin-english|error-text|who-is-here)/,
  /\/packages\/ui\/src\/[a-z-]+\.tsx?$/,
  /\/packages\/ui\/src\/components\/(avatar|badge|button|clock|control-bar|icon-button|logo|notice)\//,
  /\/packages\/ui\/src\/components\/(quality-bars|reactions|room-layout|stage|tile|toast|tooltip|top-bar)\/(?!tile-menu)/,
  /\/packages\/room-app\/src\/(page|watch|media)\/(?!error-words)/,
  /\/packages\/room-app\/src\/room\/(?!chat\/|people\/|mixed\/|captures\/(?!use-)|viewer\/(?!use-)|overlay\/lobby|use-close-panel|use-lasting)/,
  /\/packages\/room-app\/src\/(shell|boot)\/(?!start-embedded|tenant-look)/,
];

/** True for a module of the first chunk. */
export function isAlwaysNeeded(moduleId: string): boolean {
  return always.some((path) => path.test(moduleId));
}
