// Holds the table of ARCHITECTURE.md: who imports whom, what files are called, what is under version control.
import { execFileSync } from 'node:child_process';
import { checkGraph } from './boundaries/check-graph.mjs';
import { checkNames } from './boundaries/check-names.mjs';
import { root } from './lib/run.mjs';

const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const problems = [...checkNames(listed.split('\0').filter(Boolean)), ...(await checkGraph(root))];
for (const { rule, comment, from, to } of problems) {
  console.error(`${rule}: ${from}${to ? ` imports ${to}` : ''}${comment ? `\n    ${comment}` : ''}`);
}
if (problems.length > 0) process.exit(1);
