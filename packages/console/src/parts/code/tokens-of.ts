/** A piece of code as it is coloured. Joined again, the pieces are the code to the letter. */
export interface CodeToken {
  kind: 'plain' | 'keyword' | 'text' | 'comment' | 'name';
  text: string;
  /** Where it begins in the code. */
  at: number;
}

const keywords = 'import|from|export|const|let|await|async|new|return|function|if|else|type';

const patterns = {
  js: new RegExp(
    `(?<comment>//[^\\n]*)|(?<text>'[^'\\n]*'|"[^"\\n]*"|\`[^\`]*\`)|(?<keyword>\\b(?:${keywords})\\b)|(?<name>\\b[A-Z][A-Z_]{2,}\\b)`,
    'g',
  ),
  html: /(?<comment><!--[\s\S]*?-->)|(?<text>"[^"\n]*")|(?<keyword><\/?[\w-]+|\/?>)|(?<name>\b(?:import|from|const|await)\b)/g,
  sh: /(?<comment>(?:^|\s)#[^\n]*)|(?<text>'[^']*'|"[^"]*")|(?<keyword>\b(?:curl|npm|install)\b|\s-{1,2}\w[\w-]*)|(?<name>\$\w+)/g,
} as const;

/** Splits code into coloured pieces. Only looks: what it takes for a word may be none. */
export function tokensOf(code: string, language: keyof typeof patterns): CodeToken[] {
  const tokens: CodeToken[] = [];
  let from = 0;
  for (const match of code.matchAll(patterns[language])) {
    if (match.index > from) tokens.push({ kind: 'plain', text: code.slice(from, match.index), at: from });
    const kind = (['comment', 'text', 'keyword', 'name'] as const).find((name) => match.groups?.[name]);
    tokens.push({ kind: kind ?? 'plain', text: match[0], at: match.index });
    from = match.index + match[0].length;
  }
  if (from < code.length) tokens.push({ kind: 'plain', text: code.slice(from), at: from });
  return tokens;
}
