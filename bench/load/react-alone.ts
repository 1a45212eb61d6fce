import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const entry = 'virtual:react-alone';
const source = `import { createRoot } from 'react-dom/client'; createRoot(document.body).render('here');`;

/** Bytes of gzip of React that shows one word, built as the page in `root` is: no page of React can be below it. */
export async function reactAlone(root: string): Promise<number> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'react-alone',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? source : undefined),
      },
    ],
    build: { write: false, target: 'es2023', rolldownOptions: { input: entry } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('Nothing was built.');
  return gzipSync(chunk.code, { level: 9 }).byteLength;
}
