import { dirname, join, normalize } from 'node:path/posix';
import { anchors, links } from './read-markdown.mjs';

const elsewhere = /^[a-z][a-z0-9+.-]*:|^\/\//i;

/**
 * Relative links that lead nowhere: `['page:line …']`. `pages` maps paths (from the root, with slashes) to texts,
 * `exists(path)` tells about all other files.
 */
export function checkLinks(pages, exists) {
  const problems = [];
  for (const [path, text] of pages) {
    for (const { target, line } of links(text)) {
      if (elsewhere.test(target)) continue;
      const [file, anchor] = decodeURI(target).split('#');
      const wanted = file === '' ? path : normalize(join(dirname(path), file));
      if (!pages.has(wanted) && !exists(wanted))
        problems.push(`${path}:${line} links to ${wanted}, which is not there`);
      else if (anchor && pages.has(wanted) && !anchors(pages.get(wanted)).includes(anchor)) {
        problems.push(`${path}:${line} links to #${anchor}, which ${wanted} has not`);
      }
    }
  }
  return problems;
}
