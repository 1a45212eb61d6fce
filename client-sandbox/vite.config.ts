import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    rollupOptions: {
      input: [
        page('index.html'),
        page('examples/script-tag.html'),
        page('examples/es-module.html'),
        page('examples/element.html'),
        page('examples/react.html'),
      ],
    },
  },
});
