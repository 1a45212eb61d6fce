import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { isAlwaysNeeded } from './build/first-chunk.ts';
import { withoutFormats } from './build/without-formats.ts';
import { withoutJsonSchema } from './build/without-json-schema.ts';

/**
 * The page is served at /r/:roomId and its assets at /assets/, which never change under one name. Nothing is inlined:
 * the page's Content-Security-Policy lets scripts in from its own origin alone.
 */
export default defineConfig({
  base: '/',
  plugins: [react(), withoutFormats(), withoutJsonSchema()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // one style sheet: the parts that come later are small, and the small window copies one link
    cssCodeSplit: false,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, dependencies, { hostType }) => (hostType === 'html' ? dependencies : []),
    },
    manifest: 'manifest.json',
    target: 'es2023',
    cssTarget: 'chrome120',
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'room', test: isAlwaysNeeded }] } },
    },
  },
  server: { host: '127.0.0.1' },
});
