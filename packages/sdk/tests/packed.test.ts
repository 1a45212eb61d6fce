// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

// Packing and compiling take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = fileURLToPath(new URL('../../..', import.meta.url));
const published = ['sdk', 'sdk-react', 'server-sdk'];
/** What a customer has besides: the packages that ours name, and React with its types. */
const theirs = ['jose', 'react', 'react-dom', 'scheduler', '@types/react', 'csstype'];
let folder: string;

const run = (file: string, args: string[], cwd = folder) =>
  execFileSync(file, args, { cwd, encoding: 'utf8' });

/** A customer's project outside of this repository, with our packages as npm would unpack them. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cloudmeet-packed-'));
  for (const name of published) {
    const packed = run(
      'npm',
      ['pack', '--silent', '--pack-destination', folder],
      join(root, 'packages', name),
    );
    const target = join(folder, 'node_modules/@cloudmeet', name);
    mkdirSync(target, { recursive: true });
    run('tar', ['-xzf', packed.trim().split('\n').at(-1) ?? '', '-C', target, '--strip-components=1']);
  }
  for (const name of theirs) {
    const target = join(folder, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), target);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the published packages', () => {
  it.each(published)('%s has its code and its types, and nothing of how it was made', (name) => {
    const files = run('find', ['.', '-type', 'f'], join(folder, 'node_modules/@cloudmeet', name))
      .trim()
      .split('\n');
    const expected = ['./README.md', './dist/index.d.ts', './dist/index.js', './package.json'];
    expect(files.sort()).toEqual(name === 'sdk' ? [...expected, './dist/cloudmeet.js'].sort() : expected);
  });

  it('can be imported, on a server too', () => {
    writeFileSync(
      join(folder, 'use.mjs'),
      `import { createFrame, version } from '@cloudmeet/sdk';
      import { CloudMeetRoom, useCloudMeet } from '@cloudmeet/sdk-react';
      import { CloudMeet, CloudMeetError } from '@cloudmeet/server-sdk';
      import { createElement } from 'react';
      import { renderToString } from 'react-dom/server';
      if (!(() => { try { new CloudMeet({ apiKey: 'x', apiUrl: 'y' }); } catch (error) { return error instanceof CloudMeetError; } })()) throw new Error('no error');
      console.log(typeof createFrame, typeof useCloudMeet, version, renderToString(createElement(CloudMeetRoom, { className: 'r' })));`,
    );
    expect(run(process.execPath, ['use.mjs'])).toBe('function function 0.1.0 <div class="r"></div>\n');
  });

  it.each(['bundler', 'nodenext'])(
    'have types that stand alone, with module resolution %s',
    (moduleResolution) => {
      writeFileSync(
        join(folder, 'use.tsx'),
        `import { createFrame, wrap, CloudMeetError } from '@cloudmeet/sdk';
      import type { CloudMeetFrame, FrameEvent } from '@cloudmeet/sdk';
      import { CloudMeetRoom } from '@cloudmeet/sdk-react';
      import { CloudMeet, signRoomToken } from '@cloudmeet/server-sdk';
      const frame: CloudMeetFrame = createFrame(null, { lang: 'el' });
      frame.on('chat-message', ({ text, action }) => { const name: 'chat-message' = action; return text + name; });
      frame.on('*', (event: FrameEvent) => event.action);
      // @ts-expect-error there is no such event
      frame.on('chat', () => undefined);
      // @ts-expect-error there is no such language
      void frame.setLang('xx');
      document.createElement('cloudmeet-room').frame?.raiseHand().catch((error: unknown) =>
        error instanceof CloudMeetError ? error.fix : wrap);
      export const room = <CloudMeetRoom url="u" onChatMessage={({ fromName }) => fromName.length} />;
      const cloudmeet = new CloudMeet({ apiKey: 'cm_test_x', apiUrl: 'https://api.example.com' });
      for await (const { id, session } of cloudmeet.rooms.list()) console.log(id, session?.participantCount);
      // @ts-expect-error there is no such role
      await cloudmeet.tokens.mint('rm_x', { role: 'king' });
      export const sign: typeof signRoomToken = signRoomToken;`,
      );
      const module = moduleResolution === 'bundler' ? 'preserve' : 'nodenext';
      writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            module,
            moduleResolution,
            target: 'es2022',
            lib: ['es2022', 'dom', 'dom.iterable', 'esnext.asynciterable'],
            jsx: 'react-jsx',
            strict: true,
            noEmit: true,
            types: [],
          },
          files: ['use.tsx'],
        }),
      );
      const compiler = join(root, 'node_modules/.bin/tsc');
      expect(existsSync(compiler)).toBe(true);
      expect(run(compiler, ['-p', '.'])).toBe('');
    },
  );
});
