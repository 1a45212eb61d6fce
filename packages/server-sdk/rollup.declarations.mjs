import { fileURLToPath } from 'node:url';
import { dts } from 'rollup-plugin-dts';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** One file of types, with those of the contracts in it. */
export default {
  input: here('./src/index.ts'),
  output: { file: here('./dist/index.d.ts'), format: 'es' },
  external: ['jose'],
  plugins: [
    dts({
      tsconfig: here('./tsconfig.json'),
      compilerOptions: { paths: { '@cloudmeet/contracts/frame': [here('../contracts/src/frame.ts')] } },
    }),
  ],
};
