import { prose } from './read-markdown.mjs';

// A rule stands at the start of a line, a list item, a heading or a table row: "- **FC-3** The frame …".
const definition = /^[ \t]*(?:[-*|]|#{1,6})?[ \t]*(?:\*\*|`)?([A-Z]{2,3}-\d+)(?![\w-])/gm;
// A test quotes rules at the start of its name: test('FC-3 …') or, for several, 'FC-3, FC-4: …'.
const quotation = /['"`]((?:[A-Z]{2,3}-\d+(?:,\s*|\s+and\s+)?)+)(?![\w-])/g;
const id = /[A-Z]{2,3}-\d+/g;

/** The rules that protocol pages define: id → `path`. Also what is defined twice. */
export function definedRules(pages) {
  const rules = new Map();
  const problems = [];
  for (const [path, text] of pages) {
    for (const [, rule] of prose(text).matchAll(definition)) {
      if (rules.has(rule))
        problems.push(`${path}: rule ${rule} is defined a second time (first in ${rules.get(rule)})`);
      else rules.set(rule, path);
    }
  }
  return { rules, problems };
}

/** The rules that test names quote: id → paths of the tests. */
export function quotedRules(tests) {
  const quoted = new Map();
  for (const [path, text] of tests) {
    for (const [, ids] of text.matchAll(quotation)) {
      for (const [rule] of ids.matchAll(id)) quoted.set(rule, [...(quoted.get(rule) ?? []), path]);
    }
  }
  return quoted;
}

/** Rules that no test proves, and tests that quote rules nobody wrote. Both arguments map paths to texts. */
export function checkRules(protocols, tests) {
  const { rules, problems } = definedRules(protocols);
  const quoted = quotedRules(tests);
  const prefixes = new Set([...rules.keys()].map((rule) => rule.split('-')[0]));
  for (const [rule, path] of rules) {
    if (!quoted.has(rule)) problems.push(`${path}: no test's name begins with rule ${rule}`);
  }
  for (const [rule, paths] of quoted) {
    if (prefixes.has(rule.split('-')[0]) && !rules.has(rule)) {
      problems.push(`${paths[0]}: quotes rule ${rule}, which no protocol defines`);
    }
  }
  return problems;
}
