// @vitest-environment node
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it, vi } from 'vitest';

import { frameAllow } from '@cloudmeet/contracts/frame';

// The compiler takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const packages = fileURLToPath(new URL('../..', import.meta.url));
const configPath = join(packages, '../tsconfig.browser.json');

/** What examples may use without saying where it comes from. */
const given = 'declare global { const joinUrl: string; } export {};';

function examples(readme: string): { name: string; code: string }[] {
  const text = readFileSync(join(packages, readme), 'utf8');
  const blocks = [...text.matchAll(/^```(tsx?) check\n([\s\S]*?)^```$/gm)];
  return blocks.map(([, extension = 'ts', code = ''], at) => ({
    name: join(packages, dirname(readme), `example-${String(at)}.${extension}`),
    code,
  }));
}

/** What the compiler says of these files, which exist only here. */
function complaints(files: { name: string; code: string }[]): string[] {
  const { config } = ts.readConfigFile(configPath, (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(configPath));
  const texts = new Map(files.map(({ name, code }) => [name, code]));
  const globals = join(packages, 'example-globals.ts');
  texts.set(globals, given);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, version) => {
    const text = texts.get(path);
    return text === undefined ? getSourceFile(path, version) : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...texts.keys()], { ...options, incremental: false }, host);
  return [...texts.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n'));
  });
}

describe('the examples of', () => {
  it.each(['sdk/README.md', 'sdk-react/README.md'])('%s compile as they stand', (readme) => {
    const files = examples(readme);
    expect(files.length).toBeGreaterThan(0);
    expect(complaints(files)).toEqual([]);
  });

  it('a README that is wrong are noticed', () => {
    const name = join(packages, 'sdk/example-wrong.ts');
    const code = "import { createFrame } from '@cloudmeet/sdk';\ncreateFrame().shout();\n";
    expect(complaints([{ name, code }])).toEqual([expect.stringContaining('shout')]);
  });

  it('the README names the permissions that wrap() asks for', () => {
    expect(readFileSync(join(packages, 'sdk/README.md'), 'utf8')).toContain(`\n${frameAllow}\n`);
  });
});
