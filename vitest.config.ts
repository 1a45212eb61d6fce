import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Packages whose tests need a document. All others run in plain Node. */
const documentPackages = ['frame-channel', 'ui', 'room-engine', 'room-app', 'console', 'sdk', 'sdk-react'];
const documentTests = documentPackages.map((name) => `packages/${name}/{src,tests}/**/*.test.{ts,tsx}`);

/** Unit tests read the published packages from source; the browser tests read what was built. */
const alias = Object.fromEntries(
  ['sdk', 'sdk-react', 'server-sdk'].map((name) => [
    `@cloudmeet/${name}`,
    here(`./packages/${name}/src/index.ts`),
  ]),
);

const globalSetup = here('./packages/testing/src/vitest-global-setup.ts');
const exclude = ['**/node_modules/**', '**/dist/**', '**/e2e/**'];
const setupFiles = [here('./scripts/vitest/console-guard.mjs'), here('./scripts/vitest/handle-guard.mjs')];

export default defineConfig({
  test: {
    pool: 'forks',
    // Many tests wait for sockets and the database, so even two cores have something to do for two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: existsSync(globalSetup) ? [globalSetup] : [],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    passWithNoTests: false,
    reporters: ['default'],
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'node',
          include: [
            '{packages,lambdas}/*/{src,tests}/**/*.test.ts',
            '{client-sandbox,bench}/**/*.test.ts',
            'scripts/**/*.test.mjs',
          ],
          exclude: [...exclude, ...documentTests],
          environment: 'node',
          // A process loads the code once for all its files: a process for each would spend half its time on that.
          isolate: false,
          setupFiles,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'document',
          include: documentTests,
          exclude,
          environment: 'happy-dom',
          setupFiles,
        },
      },
    ],
  },
});
