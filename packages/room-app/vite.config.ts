import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { withoutJsonSchema } from './build/without-json-schema.ts';

/**
 * The page is served at /r/:roomId and its assets at /assets/, which never change under one name. Nothing is inlined:
 * the page's Content-Security-Policy lets scripts in from its own origin alone.
 */
export default defineConfig({
  base: '/',
  plugins: [react(), withoutJsonSchema()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: 'manifest.json',
    target: 'es2023',
    cssTarget: 'chrome120',
    reportCompressedSize: false,
  },
  server: { host: '127.0.0.1' },
});
