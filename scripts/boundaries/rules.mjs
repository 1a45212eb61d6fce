import { folderOf, mayImport, testFiles, unbounded } from './may-import.mjs';

const ours = '^(packages/[^/]+|lambdas/[^/]+|cdktf|client-sandbox|storybook)/';

function tableRule([name, allowed]) {
  const own = folderOf(name);
  const reachable = allowed.map(folderOf);
  const source = [`^${own}/`];
  return {
    name: `may-import: ${own}`,
    comment: `${own} may import ${reachable.join(', ') || 'nothing of ours'}; tests may also use packages/testing.`,
    severity: 'error',
    from: { path: source, pathNot: testFiles },
    to: { path: ours, pathNot: [own, ...reachable].map((folder) => `^${folder}/`) },
  };
}

function testTableRule([name, allowed]) {
  const rule = tableRule([name, [...allowed, ...unbounded]]);
  return { ...rule, name: `tests ${rule.name}`, from: { path: [`^${folderOf(name)}/.*${testFiles}`] } };
}

/** A package that only some may use: everybody else is told why not. */
function reserved(name, comment, from, modules) {
  return {
    name,
    comment,
    severity: 'error',
    from,
    to: { path: `(^|node_modules/)(${modules.join('|')})(/|$)` },
  };
}

const outside = (folder) => ({
  path: ours,
  pathNot: [`^packages/${folder}/`, '^packages/testing/', testFiles],
});
const inside = (folder) => ({ path: `^packages/${folder}/`, pathNot: testFiles });

const reservations = [
  reserved(
    'prisma-stays-in-database',
    'Prisma and its types never leave packages/database.',
    outside('database'),
    ['@prisma', 'prisma', 'pg'],
  ),
  reserved('engine-without-react', 'The room engine is headless.', inside('room-engine'), [
    'react',
    'react-dom',
    'react-redux',
  ]),
  reserved('components-without-store', 'Components of packages/ui get values and call back.', inside('ui'), [
    '@reduxjs/toolkit',
    'react-redux',
  ]),
];

const general = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one thing, or need a third below them.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-deep-imports',
    comment: 'Another package is reached by its name and only through its exports.',
    severity: 'error',
    from: { path: '^(packages/[^/]+|lambdas/[^/]+|cdktf|client-sandbox|storybook)/' },
    to: { path: ours, pathNot: '^$1/', dependencyTypesNot: ['aliased-workspace'] },
  },
  {
    name: 'no-unresolved',
    comment: 'The import leads nowhere: a wrong path, or a part of a package that it does not export.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'declared-dependencies',
    comment: 'What a package imports stands in its own package.json.',
    severity: 'error',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-development-dependencies',
    comment: 'Sources do not import what an installation leaves out. Published packages bundle theirs.',
    severity: 'error',
    from: { path: ours, pathNot: [testFiles, '^packages/testing/', '^storybook/'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm', 'npm-peer'] },
  },
  {
    name: 'no-tests-in-sources',
    comment: 'A source never imports a test.',
    severity: 'error',
    from: { pathNot: [testFiles, '^packages/testing/'] },
    to: { path: '(\\.test\\.tsx?$|/(tests|e2e|stories|dev)/|\\.stories\\.tsx$)' },
  },
];

/** Every rule of the import graph, in dependency-cruiser's format. */
export const forbidden = [
  ...Object.entries(mayImport).map(tableRule),
  ...Object.entries(mayImport).map(testTableRule),
  ...reservations,
  ...general,
];
