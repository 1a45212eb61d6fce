import { capture } from '../lib/run.mjs';
import { codeBlocks } from './read-markdown.mjs';

// Examples say `apiUrl` and `apiKey` as a customer would; with a server up these are its own.
const names =
  'globalThis.apiUrl=process.env.CLOUDMEET_API_URL;globalThis.apiKey=process.env.CLOUDMEET_API_KEY;';
const preamble = ['--no-warnings', '--import', `data:text/javascript,${encodeURIComponent(names)}`];

const runners = {
  sh: (code) => ['bash', ['-euo', 'pipefail', '-c', code]],
  ts: (code) => ['node', [...preamble, '--input-type=module-typescript', '--eval', code]],
  js: (code) => ['node', [...preamble, '--input-type=module', '--eval', code]],
};

/** The blocks of these pages that are marked to be run: "```sh run", or "```sh run server" with a server up. */
export function markedBlocks(pages) {
  return [...pages].flatMap(([path, text]) =>
    codeBlocks(text)
      .filter(({ marks }) => marks.includes('run'))
      .map((block) => ({ ...block, path, needsServer: block.marks.includes('server') })),
  );
}

/** Runs one block in the root folder. Resolves to what is wrong, or undefined. */
export async function runBlock({ path, line, language, code }, env = {}) {
  const runner = runners[language];
  if (!runner) return `${path}:${line} cannot run ${language || 'a block without a language'}`;
  const { code: exitCode, output } = await capture(...runner(code), { env });
  if (exitCode === 0) return undefined;
  return `${path}:${line} ended with code ${exitCode}\n${output.trim()}`;
}
