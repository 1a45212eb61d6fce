// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rollup } from 'rollup';
import { loadConfigFile } from 'rollup/loadConfigFile';
import { build } from 'vite';
import { describe, expect, it, vi } from 'vitest';

// Builds take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const root = fileURLToPath(new URL('..', import.meta.url));
const gzipBytesMax = 8000;

/** Builds one of the two files and returns its code and the modules in it. */
async function bundle(mode: string): Promise<{ code: string; modules: string[] }> {
  const built = await build({ root, mode, logLevel: 'error', build: { write: false } });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('Nothing was built.');
  const modules = Object.entries(chunk.modules).filter(([, module]) => module.renderedLength > 0);
  return { code: chunk.code, modules: modules.map(([path]) => path) };
}

describe('the build', () => {
  it('for script tags is at most 8 kB gzip', async () => {
    const { code } = await bundle('script');
    expect(gzipSync(code, { level: 9 }).byteLength).toBeLessThanOrEqual(gzipBytesMax);
  });

  it.each(['script', 'production'])(
    '%s has no schema library in it, and of contracts only its small part',
    async (mode) => {
      const { modules } = await bundle(mode);
      expect(modules.filter((path) => path.includes('node_modules'))).toEqual([]);
      const contracts = modules.filter((path) => path.includes('/contracts/'));
      expect(contracts.map((path) => path.split('/contracts/src/')[1]).sort()).toEqual([
        'errors/embed-codes.ts',
        'errors/error-spec.ts',
        'errors/stated-error.ts',
        'frame/envelope.ts',
        'frame/events.ts',
        'frame/limits.ts',
      ]);
    },
  );

  it('as a module can be imported on a server, where there is no document', async () => {
    const { code } = await bundle('production');
    const program = `
      const sdk = await import('data:text/javascript,' + encodeURIComponent(${JSON.stringify(code)}));
      console.log(Object.keys(sdk).sort().join());`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
    });
    expect(printed.trim()).toBe('CloudMeetError,CloudMeetRoomElement,createFrame,version,wrap');
  });

  it('has the types of api.md, which need no other package', async () => {
    const { options } = await loadConfigFile(`${root}rollup.declarations.mjs`, {});
    const bundled = await rollup(options[0] ?? {});
    const { output } = await bundled.generate({ format: 'es' });
    await bundled.close();
    const [{ code }] = output;
    expect(code).not.toMatch(/from '/);
    const page = `# The public API of @cloudmeet/sdk\n\nMade by the tests (\`vitest -u\`): a change here is a change for every customer.\n\n\`\`\`ts\n${code.trim()}\n\`\`\`\n`;
    await expect(page).toMatchFileSnapshot('../api.md');
  });

  it('says the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
    const { code } = await bundle('production');
    expect(code).toContain(`"${version}"`);
  });
});
