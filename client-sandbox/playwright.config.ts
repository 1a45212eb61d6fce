import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

/** Tests that measure nothing and carry little media: on two cores two files of them run beside each other. */
const beside = ['packages/{console,sdk}/e2e/**/*.spec.ts', 'client-sandbox/e2e/new-tenant.spec.ts'];

/**
 * All browser tests: those of the whole product here in `e2e/`, those of single packages beside their code. They run
 * against one real CloudMeet, started by `e2e/fixtures/start-cloudmeet.ts`. `npm test` runs the projects one after the
 * other, the first with two workers.
 */
export default defineConfig({
  testDir: fileURLToPath(new URL('..', import.meta.url)),
  projects: [
    { name: 'beside', testMatch: beside, testIgnore: ['**/node_modules/**'] },
    {
      name: 'alone',
      testMatch: ['client-sandbox/e2e/**/*.spec.ts', 'packages/*/e2e/**/*.spec.ts'],
      testIgnore: ['**/node_modules/**', ...beside],
    },
  ],
  outputDir: fileURLToPath(new URL('test-results', import.meta.url)),
  globalSetup: './e2e/fixtures/start-cloudmeet.ts',
  workers: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROME_BIN ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--allow-loopback-in-peer-connection',
        '--autoplay-policy=no-user-gesture-required',
        // Playwright switches storage partitioning off; with it on, a cross-site frame is what a customer has.
        '--disable-features=MediaRouter,HttpsUpgrades',
      ],
    },
  },
});
