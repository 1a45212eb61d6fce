import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { forbidden } from './rules.mjs';

const folders = ['packages', 'lambdas', 'cdktf', 'client-sandbox', 'storybook'];

const cruiseOptions = {
  ruleSet: { forbidden },
  validate: true,
  tsPreCompilationDeps: true,
  combinedDependencies: true,
  doNotFollow: { path: 'node_modules|/dist/|/generated/' },
  exclude: { path: '(^|/)(dist|generated|coverage|test-results|\\.cloudmeet[^/]*)/' },
  outputType: 'json',
};

const resolveOptions = {
  exportsFields: ['exports'],
  conditionNames: ['source', 'import', 'types', 'default', 'node'],
  extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.svg'],
};

/** Published packages may not have been built yet; to the graph their name is enough. */
const published = /^@cloudmeet\/(sdk|sdk-react|server-sdk)$/;
/** Written by a generator that may not have run yet. */
const generated = /(^|\/)(generated|dist)\//;

function readPackage(baseDir, source) {
  for (let folder = dirname(source); ; folder = dirname(folder)) {
    const file = join(baseDir, folder, 'package.json');
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
    if (folder === '.') return {};
  }
}

function declares(manifest, name) {
  const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  return manifest.name === name || kinds.some((kind) => manifest[kind]?.[name] !== undefined);
}

/** npm links every workspace, so a package of ours resolves even where nobody declared it. */
function undeclared(baseDir, modules) {
  const problems = [];
  for (const { source, dependencies } of modules) {
    for (const { module: wanted } of dependencies) {
      const name = /^(@cloudmeet\/[^/]+|cloudmeet(?=$|\/))/.exec(wanted)?.[0];
      if (!name || name === '@cloudmeet/testing') continue;
      if (!declares(readPackage(baseDir, source), name)) {
        problems.push({ rule: 'declared-dependencies', from: source, to: name });
      }
    }
  }
  return problems;
}

function isExpected({ rule, unresolvedTo }) {
  if (!['no-unresolved', 'declared-dependencies'].includes(rule)) return false;
  return published.test(unresolvedTo) || generated.test(unresolvedTo);
}

/**
 * Reads the import graph of a monorepo and resolves to what it finds wrong: `[{rule, comment?, from, to}]`.
 * `baseDir` is its root folder.
 */
export async function checkGraph(baseDir) {
  const present = folders.filter((folder) => existsSync(join(baseDir, folder)));
  const { output } = await cruise(present, { ...cruiseOptions, baseDir }, resolveOptions);
  const { modules, summary } = typeof output === 'string' ? JSON.parse(output) : output;
  const violations = summary.violations
    .map(({ rule, from, to, unresolvedTo, cycle }) => ({
      rule: rule.name,
      comment: forbidden.find(({ name }) => name === rule.name)?.comment,
      from,
      to: cycle ? cycle.map(({ name }) => name).join(' → ') : to,
      unresolvedTo: unresolvedTo ?? to,
    }))
    .filter((violation) => !isExpected(violation));
  return [...violations, ...undeclared(baseDir, modules)];
}
