import { describe, expect, test } from 'vitest';
import { checkDecisions } from './check-decisions.mjs';
import { checkLinks } from './check-links.mjs';
import { checkRules } from './check-rules.mjs';
import { markedBlocks, runBlock } from './run-blocks.mjs';

const page = (...lines) => lines.join('\n');

describe('links', () => {
  const pages = new Map([
    [
      'README.md',
      page('# Read `me` first', '[a](docs/a.md#one--two) [b](#read-me-first) [x](https://e.org/)'),
    ],
    ['docs/a.md', page('## One & two', '![p](../picture.png)', '```md', '[no](link.md)', '```')],
  ]);

  test('links to files, pictures and headings that are there pass', () => {
    expect(checkLinks(pages, (path) => path === 'picture.png')).toEqual([]);
  });

  test('a missing file and a missing heading are found, with their line', () => {
    const bad = new Map([...pages, ['docs/b.md', page('', '[a](c.md)', '[b](a.md#three)')]]);
    expect(checkLinks(bad, () => true)).toEqual(['docs/b.md:3 links to #three, which docs/a.md has not']);
    expect(checkLinks(bad, () => false)).toContain('docs/b.md:2 links to docs/c.md, which is not there');
  });
});

describe('rules', () => {
  const protocols = new Map([
    ['docs/protocols/frame.md', page('- **FC-1** One.', '## FC-2 Two', '| FC-3 | Three |', 'See FC-9.')],
  ]);
  const tests = new Map([
    ['a.test.ts', "test('FC-1 one', x); test.each([['FC-2, FC-3: two']]); expect('UTF-8').toBe(1);"],
  ]);

  test('rules that tests quote pass, wherever they stand', () => {
    expect(checkRules(protocols, tests)).toEqual([]);
  });

  test('a rule without a test, a test without a rule and a double rule are found', () => {
    const more = new Map([
      ...protocols,
      ['docs/protocols/b.md', page('- **FC-4** Four.', '- **FC-1** Again.')],
    ]);
    const wrong = new Map([...tests, ['b.test.ts', 'test("FC-7 seven")']]);
    expect(checkRules(more, wrong)).toEqual([
      'docs/protocols/b.md: rule FC-1 is defined a second time (first in docs/protocols/frame.md)',
      "docs/protocols/b.md: no test's name begins with rule FC-4",
      'b.test.ts: quotes rule FC-7, which no protocol defines',
    ]);
  });
});

describe('decisions', () => {
  test('each has a number of its own, in its name and its heading', () => {
    const right = [
      ['docs/adr/0007-a.md', '# 7. A'],
      ['docs/adr/0010-b.md', '# 10. B'],
    ];
    expect(checkDecisions(new Map(right))).toEqual([]);
    const wrong = [...right, ['docs/adr/0010-c.md', '# 10. C'], ['docs/adr/0011-d.md', '# 12. D']];
    expect(checkDecisions(new Map(wrong))).toEqual([
      'docs/adr/0010-c.md has the number of docs/adr/0010-b.md',
      'docs/adr/0011-d.md does not begin with "# 11. "',
    ]);
  });
});

describe('code blocks', () => {
  const run = async (...lines) => {
    const blocks = markedBlocks(new Map([['a.md', page(...lines)]]));
    return Promise.all(blocks.map((block) => runBlock(block, { NAME: 'docs' })));
  };

  test('only marked blocks run', async () => {
    expect(await run('```sh', 'exit 1', '```', '```sh run', 'test "$NAME" = docs', '```')).toEqual([
      undefined,
    ]);
  });

  test('TypeScript runs as it stands', async () => {
    expect(
      await run('```ts run', "import assert from 'node:assert';", 'assert(1 as number);', '```'),
    ).toEqual([undefined]);
  });

  test('an example may say apiUrl and apiKey, and may define them itself', async () => {
    const used = "import assert from 'node:assert'; assert.equal(apiUrl, undefined);";
    expect(await run('```ts run', used, "const apiKey: string = 'k'; assert(apiKey);", '```')).toEqual([
      undefined,
    ]);
  });

  test('a block that fails is named with its line and what it printed', async () => {
    const [problem] = await run('', '```sh run', 'echo before', 'false', 'echo after', '```');
    expect(problem).toBe('a.md:2 ended with code 1\nbefore');
  });

  test('a marked block in an unknown language is an error', async () => {
    expect(await run('```cobol run', 'STOP RUN.', '```')).toEqual(['a.md:1 cannot run cobol']);
  });
});
