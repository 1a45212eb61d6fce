import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import tseslint from 'typescript-eslint';
import { root } from '../lib/run.mjs';

// Rules that need types are left to the linter's own run: they would cost this test a whole program.
const eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });

async function rulesThatObject(filePath, code) {
  const [{ messages }] = await eslint.lintText(`${code}\n`, { filePath });
  return messages.map(({ ruleId }) => ruleId);
}

const api = 'packages/api/src/a.ts';
const testFile = 'packages/api/src/a.test.ts';
const long = `export function f() {\n${'  f();\n'.repeat(50)}}`;

test.each([
  [api, 'export const a: any = 1;', '@typescript-eslint/no-explicit-any'],
  [api, 'try { f(); } catch (error) {}', 'no-empty'],
  [api, 'console.log(1);', 'no-console'],
  [api, 'f(process.env.HOME);', 'no-restricted-properties'],
  [api, "import { env } from 'node:process'; f(env);", 'no-restricted-imports'],
  [api, "window.postMessage('x', origin);", 'no-restricted-properties'],
  [api, 'export const a = b as unknown as string;', 'no-restricted-syntax'],
  [api, '// TODO: later', 'no-warning-comments'],
  [api, long, 'max-lines-per-function'],
  [api, '// line\n'.repeat(351), 'max-lines'],
  [testFile, 'test.only("x", () => {});', 'no-restricted-syntax'],
  [testFile, 'describe.skip("x", () => {});', 'no-restricted-syntax'],
  [testFile, 'test.describe.skip("x", () => {});', 'no-restricted-syntax'],
  [testFile, 'it.todo("x");', 'no-restricted-syntax'],
  [testFile, 'test.skipIf(slow)("x", () => {});', 'no-restricted-syntax'],
  ['packages/sdk/src/a.ts', 'localStorage.clear();', 'no-restricted-globals'],
  ['packages/sdk/src/a.ts', "import { join } from 'node:path'; join();", 'no-restricted-imports'],
  [
    'packages/room-app/src/a.tsx',
    'export const a = <p dangerouslySetInnerHTML={b} />;',
    'no-restricted-syntax',
  ],
  ['packages/contracts/src/a.ts', 'export const a = fetch;', 'no-restricted-globals'],
])('in %s: %s is refused', async (filePath, code, rule) => {
  expect(await rulesThatObject(filePath, code)).toContain(rule);
});

test.each([
  ['packages/frame-channel/src/a.ts', "window.postMessage('x', origin);"],
  ['packages/service-kit/src/config/a.ts', 'export const a = process.env.PORT;'],
  [testFile, 'export const a = process.env.CI;'],
  [testFile, long],
  [api, 'try {\n  f();\n} catch {\n  // The folder is there already.\n}'],
])('in %s: %s is fine', async (filePath, code) => {
  expect(await rulesThatObject(filePath, code)).toEqual([]);
});
