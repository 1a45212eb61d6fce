/** A request without a body, as it came. */
export interface ReadRequest {
  method: string;
  path: string;
  /** Without its question mark. */
  query: string;
  /** Its connection ends behind the answer. */
  last: boolean;
}

/** The request line, then header lines without anything between name and colon. No value has a line feed in it. */
const wholeHead =
  /^([A-Z]{1,16}) (\/[\x21-\x7e]*) HTTP\/1\.([01])(?:\r\n[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\x80-\xff]*)*$/;
/** Header lines that say where a request ends and whom it is for. */
const telling = /\r\n(host|transfer-encoding|upgrade|content-length|connection):([^\r]*)/gi;

/**
 * Reads a head (RFC 9112 §2 to §5) without its empty line; null for what is none, for what has or could have a body, and
 * for what some servers read in one way and others in another (bare line feeds, folded lines, no or two hosts).
 */
export function readHead(text: string): ReadRequest | null {
  const [, method, target, minor] = wholeHead.exec(text) ?? [];
  if (method === undefined || target === undefined) return null;
  let hosts = 0;
  let last = minor === '0';
  telling.lastIndex = 0;
  for (let line = telling.exec(text); line; line = telling.exec(text)) {
    const [, name = '', value = ''] = line;
    // Names of these lengths: host, upgrade, connection, content-length, transfer-encoding.
    if (name.length === 4) hosts += 1;
    else if (name.length === 10) last ||= /\bclose\b/i.test(value);
    else if (name.length !== 14 || value.trim() !== '0') return null;
  }
  if (hosts > 1 || (hosts === 0 && minor === '1')) return null;
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  return { method, path, query: mark === -1 ? '' : target.slice(mark + 1), last };
}
