import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { isAlwaysNeeded } from './build/first-chunk.ts';

/**
 * The page is served at every address and its assets at /assets/, which never change under one name. Nothing is
 * inlined: the page's Content-Security-Policy lets scripts in from its own origin alone.
 */
export default defineConfig({
  base: '/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: 'manifest.json',
    target: 'es2023',
    cssTarget: 'chrome120',
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'console', test: isAlwaysNeeded }] } },
    },
  },
  server: { host: '127.0.0.1' },
});
