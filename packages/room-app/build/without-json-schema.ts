import type { Plugin } from 'vite';

const generator = /\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/;
const declared = /^export (?:const|function) (\w+)/gm;
const renamed = /^export \{ \w+ as (\w+) \};/gm;

/**
 * Leaves zod's JSON Schema generator out of the page (5 kB gzip): every schema class refers to it, so no bundler can
 * see that a page never asks for a JSON Schema. Its exports stay; what they make says so when it is called. Parsing
 * does not touch them.
 */
export function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    apply: 'build',
    transform: {
      filter: { id: generator },
      handler(code) {
        const names = [...code.matchAll(declared), ...code.matchAll(renamed)].map(([, name]) => String(name));
        if (names.length === 0) this.error('zod has moved its JSON Schema generator.');
        const missing = `const missing = () => () => { throw new Error('This page makes no JSON Schema.'); };`;
        return { code: [missing, ...names.map(exported)].join('\n'), map: null };
      },
    },
  };
}

function exported(name: string): string {
  return `export { missing as ${name} };`;
}
