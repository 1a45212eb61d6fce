// `npm run bench -- NAME` runs bench/NAME; its last line is one JSON object {name, seed, figures}. Without a name it
// lists what there is.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readResult } from './bench/read-result.mjs';
import { Problem, report } from './lib/problem.mjs';
import { capture, root } from './lib/run.mjs';
import { setUp } from './setup.mjs';

const folder = join(root, 'bench');

function list() {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && findProgram(entry.name)).map(({ name }) => name);
}

/** The program of a benchmark: `index.*`, the file named after its folder, or the only one there is. */
function findProgram(name) {
  if (!existsSync(join(folder, name))) return undefined;
  const programs = readdirSync(join(folder, name)).filter((file) => /(?<!\.test)\.(ts|mjs)$/.test(file));
  const main = programs.find((file) => /^index\./.test(file) || file.startsWith(`${name}.`));
  const chosen = main ?? (programs.length === 1 ? programs[0] : undefined);
  return chosen && join(folder, name, chosen);
}

async function bench([name, ...args]) {
  if (!name) {
    console.log(list().join('\n'));
    return;
  }
  const program = /^[a-z0-9-]+$/.test(name) ? findProgram(name) : undefined;
  if (!program)
    throw new Problem(`There is no benchmark ${name}.`, `There are ${list().join(', ') || 'none'}.`);
  await setUp();
  const { code, output } = await capture('node', [program, ...args], {
    onOutput: (text) => process.stdout.write(text),
  });
  if (code !== 0) throw new Problem(`The benchmark ${name} ended with code ${code}.`);
  readResult(output);
}

await bench(process.argv.slice(2)).catch(report);
