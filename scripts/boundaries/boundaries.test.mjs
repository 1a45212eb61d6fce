import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { checkGraph } from './check-graph.mjs';
import { checkNames } from './check-names.mjs';
import { mayImport } from './may-import.mjs';

let baseDir;

function write(path, text) {
  mkdirSync(dirname(join(baseDir, path)), { recursive: true });
  writeFileSync(join(baseDir, path), text);
}

function link(folder, name, dependencies = {}) {
  const exports = { '.': './src/index.ts' };
  write(`${folder}/package.json`, JSON.stringify({ name, type: 'module', exports, dependencies }));
  write(`${folder}/src/index.ts`, 'export const here = 1;\n');
  mkdirSync(dirname(join(baseDir, 'node_modules', name)), { recursive: true });
  symlinkSync(join(baseDir, folder), join(baseDir, 'node_modules', name));
}

/** A small monorepo with a file `at` that imports `wanted`, and the names of the rules that object. */
async function rulesThatObject(at, wanted, extra = {}) {
  baseDir = mkdtempSync(join(tmpdir(), 'boundaries-'));
  write(
    'package.json',
    JSON.stringify({ name: 'monorepo', type: 'module', workspaces: ['packages/*', 'client-sandbox'] }),
  );
  const dependencies = {
    '@cloudmeet/contracts': '0.1.0',
    '@cloudmeet/database': '0.1.0',
    react: '1',
    pg: '1',
  };
  for (const name of ['contracts', 'database', 'api', 'ui', 'room-engine', 'testing', 'sdk', 'room-app']) {
    link(`packages/${name}`, `@cloudmeet/${name}`, name === 'ui' ? {} : dependencies);
  }
  link('client-sandbox', '@cloudmeet/client-sandbox', { ...dependencies, '@cloudmeet/sdk': '0.1.0' });
  for (const name of ['react', 'pg', 'left-pad']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'export const value = 1;\n');
  }
  for (const [path, text] of Object.entries(extra)) write(path, text);
  write(at, `import '${wanted}';\n`);
  const problems = await checkGraph(baseDir);
  return [...new Set(problems.map(({ rule }) => rule))];
}

afterEach(() => rmSync(baseDir, { recursive: true, force: true }));

describe('the import graph', () => {
  test('an import that the table allows passes', async () => {
    expect(await rulesThatObject('packages/api/src/a.ts', '@cloudmeet/database')).toEqual([]);
  });

  test.each([
    ['upwards', 'packages/contracts/src/a.ts', '@cloudmeet/api', 'may-import: packages/contracts'],
    ['sideways', 'packages/ui/src/a.ts', '@cloudmeet/room-engine', 'may-import: packages/ui'],
    ['a type only', 'packages/database/src/a.ts', '@cloudmeet/api', 'may-import: packages/database'],
    ['a test tool in a source', 'packages/api/src/a.ts', '@cloudmeet/testing', 'may-import: packages/api'],
    [
      'a test that reaches too far',
      'packages/ui/src/a.test.ts',
      '@cloudmeet/api',
      'tests may-import: packages/ui',
    ],
    ['private in the sandbox', 'client-sandbox/src/a.ts', '@cloudmeet/ui', 'may-import: client-sandbox'],
    ['past the exports', 'packages/api/src/a.ts', '@cloudmeet/database/src/index.ts', 'no-unresolved'],
    ['by a relative path', 'packages/api/src/a.ts', '../../database/src/index.ts', 'no-deep-imports'],
    ['undeclared, ours', 'packages/ui/src/a.ts', '@cloudmeet/contracts', 'declared-dependencies'],
    ['undeclared, not ours', 'packages/api/src/a.ts', 'left-pad', 'declared-dependencies'],
    ['the database driver', 'packages/api/src/a.ts', 'pg', 'prisma-stays-in-database'],
    ['React in the engine', 'packages/room-engine/src/a.ts', 'react', 'engine-without-react'],
    ['nowhere', 'packages/api/src/a.ts', './missing.ts', 'no-unresolved'],
  ])('%s is refused', async (_what, at, wanted, rule) => {
    expect(await rulesThatObject(at, wanted)).toContain(rule);
  });

  test('a cycle is refused, of types too', async () => {
    const extra = { 'packages/api/src/b.ts': "import type {} from './a.ts';\nexport const b = 1;\n" };
    expect(await rulesThatObject('packages/api/src/a.ts', './b.ts', extra)).toContain('no-cycles');
  });

  test('a test may use the testing package, and so may the browser tests', async () => {
    const extra = { 'client-sandbox/e2e/a.test.ts': "import '@cloudmeet/testing';\n" };
    expect(await rulesThatObject('packages/api/src/a.test.ts', '@cloudmeet/testing', extra)).toEqual([]);
  });

  test('every row of the table names folders that have a row of their own', () => {
    for (const name of Object.values(mayImport).flat()) expect(mayImport).toHaveProperty([name]);
  });
});

describe('file names', () => {
  test.each([
    ['packages/api/src/utils.ts', 'no-grab-bags'],
    ['packages/api/src/helpers/ids.ts', 'no-grab-bags'],
    ['packages/api/src/room.common.ts', 'no-grab-bags'],
    ['packages/sdk/dist/index.js', 'no-build-output'],
    ['packages/database/src/generated/client.ts', 'no-build-output'],
    ['tsconfig.tsbuildinfo', 'no-build-output'],
    ['packages/api/src/createRoom.ts', 'kebab-case'],
  ])('%s is refused', (path, rule) => {
    baseDir = '';
    expect(checkNames([path]).map((problem) => problem.rule)).toContain(rule);
  });

  test('ordinary names pass', () => {
    const paths = [
      'packages/api/src/rooms/create-room.test.ts',
      '.oxlintrc.json',
      'docs/adr/0001-x.md',
      'README.md',
    ];
    expect(checkNames(paths)).toEqual([]);
  });
});
