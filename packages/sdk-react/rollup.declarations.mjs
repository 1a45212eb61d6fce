import { fileURLToPath } from 'node:url';
import { dts } from 'rollup-plugin-dts';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** One file of types. */
export default {
  input: here('./src/index.ts'),
  output: { file: here('./dist/index.d.ts'), format: 'es' },
  external: ['react', '@cloudmeet/sdk'],
  plugins: [dts({ tsconfig: here('./tsconfig.json') })],
};
