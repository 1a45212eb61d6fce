import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `vite build` makes the ES module, `vite build --mode script` the file for a script tag with the global CloudMeet. */
export default defineConfig(({ mode }) => {
  const script = mode === 'script';
  return {
    build: {
      target: 'es2022',
      outDir: here('./dist'),
      emptyOutDir: !script,
      minify: script ? 'oxc' : false,
      rollupOptions: { output: { generatedCode: { symbols: false } } },
      lib: {
        entry: here(script ? './src/script.ts' : './src/index.ts'),
        name: 'CloudMeet',
        formats: [script ? 'iife' : 'es'],
        fileName: () => (script ? 'cloudmeet.js' : 'index.js'),
      },
    },
  };
});
