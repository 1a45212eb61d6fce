// `npm run docs:check`: links lead somewhere, decisions have a number of their own, numbered rules and tests name each
// other, marked code blocks run.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDecisions } from './docs/check-decisions.mjs';
import { checkLinks } from './docs/check-links.mjs';
import { checkRules } from './docs/check-rules.mjs';
import { markedBlocks, runBlock } from './docs/run-blocks.mjs';
import { withServer } from './docs/with-server.mjs';
import { report } from './lib/problem.mjs';
import { root } from './lib/run.mjs';

const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
});
const files = [...new Set(listed.split('\0'))].filter((path) => path && existsSync(join(root, path)));

function read(pattern) {
  const found = files.filter((path) => pattern.test(path));
  return new Map(found.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

async function runBlocks(blocks) {
  const problems = [];
  const runAll = async (some, env) => {
    for (const block of some) problems.push(await runBlock(block, env));
  };
  await runAll(blocks.filter(({ needsServer }) => !needsServer));
  const withThem = blocks.filter(({ needsServer }) => needsServer);
  if (withThem.length > 0) await withServer((env) => runAll(withThem, env));
  return problems.filter(Boolean);
}

async function check() {
  const pages = read(/\.md$/);
  const tests = read(/\.test\.(ts|tsx|mjs)$|\/e2e\/.*\.ts$/);
  const blocks = markedBlocks(pages);
  const problems = [
    ...checkLinks(pages, (path) => existsSync(join(root, path))),
    ...checkDecisions(read(/^docs\/adr\/\d.*\.md$/)),
    ...checkRules(read(/^docs\/protocols\/.*\.md$/), tests),
    ...(await runBlocks(blocks)),
  ];
  for (const problem of problems) console.error(problem);
  console.log(`${pages.size} pages, ${blocks.length} code blocks run, ${problems.length} problems`);
  if (problems.length > 0) process.exitCode = 1;
}

await check().catch(report);
