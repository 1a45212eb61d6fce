/** A piece of a message: plain text, or an address that may be opened. */
export type TextPiece = {
  /** Where it begins in the message, in UTF-16 code units. */
  start: number;
  text: string;
} & ({ kind: 'text' } | { kind: 'link'; href: string });

const candidate = /https?:\/\/[^\s<>"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;
const trailing = /[.,;:!?)\]}’”…]+$/u;

/**
 * Finds web addresses in plain text. Only `http:` and `https:` that parse, without user name or password (they make
 * one host look like another); everything else stays text. The pieces put together are the text again.
 */
export function splitLinks(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const shown = withoutTrailing(match[0]);
    const href = safeHref(shown);
    if (href === null) continue;
    if (match.index > from) pieces.push({ kind: 'text', start: from, text: text.slice(from, match.index) });
    pieces.push({ kind: 'link', start: match.index, text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', start: from, text: text.slice(from) });
  return pieces;
}

/** A full stop or bracket after an address belongs to the sentence, unless the address opened that bracket. */
function withoutTrailing(address: string): string {
  const cut = address.replace(trailing, '');
  return cut.includes('(') && address.startsWith(`${cut})`) ? `${cut})` : cut;
}

function safeHref(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const plain = (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password;
  return plain ? url.href : null;
}
