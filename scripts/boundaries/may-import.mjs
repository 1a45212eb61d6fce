// Who may import whom, downwards only: the table of ARCHITECTURE.md as data. A folder without a row may import
// nothing of ours, so that a new package has to be thought about.

const node = ['contracts', 'service-kit', 'database', 'platform'];
const deployables = ['api', 'realtime', 'media-server', 'recorder', 'room-app', 'console'];
const published = ['sdk', 'sdk-react', 'server-sdk'];

/** Folder → what its files may import, as folder names. Names without a slash stand in `packages/`. */
export const mayImport = {
  contracts: [],
  'frame-channel': ['contracts'],
  'media-core': ['contracts'],
  ui: ['contracts'],
  'service-kit': ['contracts'],
  database: ['contracts', 'service-kit'],
  platform: ['contracts', 'service-kit', 'database'],
  api: node,
  realtime: node,
  'media-server': ['contracts', 'service-kit', 'media-core'],
  recorder: ['contracts', 'service-kit', 'platform'],
  'room-engine': ['contracts'],
  'room-app': ['room-engine', 'ui', 'frame-channel', 'contracts'],
  console: ['ui', 'contracts'],
  sdk: ['contracts', 'frame-channel'],
  'sdk-react': ['contracts', 'sdk'],
  'server-sdk': ['contracts'],
  cloudmeet: [...node, ...deployables, 'server-sdk', '/client-sandbox', '/lambdas/[^/]+'],
  '/lambdas/[^/]+': ['contracts', 'platform', 'media-core'],
  '/cdktf': [],
  '/client-sandbox': published,
  '/storybook': ['ui', 'room-app', 'console'],
};

/** Folders that may use everything: they exist for development only. */
export const unbounded = ['testing', '/bench'];

/** Files that only tests load. They may also use packages/testing and development dependencies. */
export const testFiles =
  '(\\.test\\.tsx?$|/(tests|e2e|stories|dev)/|\\.stories\\.tsx$|\\.config\\.(ts|mjs)$|\\.d\\.ts$)';

/** `contracts` → `packages/contracts`, `/cdktf` → `cdktf`. */
export function folderOf(name) {
  return name.startsWith('/') ? name.slice(1) : `packages/${name}`;
}
