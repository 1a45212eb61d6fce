import { basename } from 'node:path/posix';

/** Decisions (`0001-what-was-decided.md`) of one number, or whose heading has another. `pages` maps paths to texts. */
export function checkDecisions(pages) {
  const problems = [];
  const known = new Map();
  for (const [path, text] of pages) {
    const number = Number(/^\d{4}/.exec(basename(path))?.[0]);
    if (known.has(number)) problems.push(`${path} has the number of ${known.get(number)}`);
    else known.set(number, path);
    if (!text.startsWith(`# ${number}. `)) problems.push(`${path} does not begin with "# ${number}. "`);
  }
  return problems;
}
