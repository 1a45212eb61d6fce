const fence = /^( *)(`{3,}|~{3,})[ \t]*([^\n]*)\n([\s\S]*?)^\1\2[ \t]*$/gm;
const link = /!?\[(?:[^\]\\]|\\.)*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;
const heading = /^#{1,6}\s+(.+?)\s*#*\s*$/gm;

const lineOf = (text, index) => text.slice(0, index).split('\n').length;
const blank = (text) => text.replace(/[^\n]/g, ' ');

/** The fenced code blocks of a page: `{language, marks, code, line}`. The marks are the words after the language. */
export function codeBlocks(text) {
  return [...text.matchAll(fence)].map((match) => {
    const [language = '', ...marks] = match[3].trim().split(/\s+/);
    return { language, marks, code: match[4], line: lineOf(text, match.index) };
  });
}

/** The page without its code: same lines and columns, blanks instead. */
export function prose(text) {
  return text.replace(fence, blank).replace(/`[^`\n]+`/g, blank);
}

/** The targets of links and pictures: `{target, line}`. */
export function links(text) {
  const page = prose(text);
  return [...page.matchAll(link)].map((match) => ({ target: match[1], line: lineOf(page, match.index) }));
}

/** The anchors that a page's headings get: lower case, without punctuation, hyphens for spaces. */
export function anchors(text) {
  const page = text.replace(fence, blank);
  const seen = new Map();
  return [...page.matchAll(heading)].map((match) => {
    const plain = match[1].replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*_]/g, '');
    const slug = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replace(/\s/g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}
