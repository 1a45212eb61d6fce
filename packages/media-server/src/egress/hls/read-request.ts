/** A request without a body, as it came. */
export interface ReadRequest {
  method: string;
  path: string;
  /** Without its question mark. */
  query: string;
  /** Its connection ends behind the answer. */
  last: boolean;
}

const requestLine = /^([A-Z]{1,16}) (\/[\x21-\x7e]*) HTTP\/1\.([01])$/;
const headerLine = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Reads a head (RFC 9112 §2 to §5) without its empty line; null for what is none, for what has or could have a body, and
 * for what some servers read in one way and others in another (bare line feeds, folded lines, no or two hosts).
 */
export function readHead(text: string): ReadRequest | null {
  const [first = '', ...lines] = text.split('\r\n');
  const [, method, target, minor] = requestLine.exec(first) ?? [];
  if (method === undefined || target === undefined) return null;
  let hosts = 0;
  let last = minor === '0';
  for (const line of lines) {
    if (!headerLine.test(line)) return null;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (name === 'host') hosts += 1;
    else if (name === 'transfer-encoding' || name === 'upgrade') return null;
    else if (name === 'content-length' && line.slice(colon + 1).trim() !== '0') return null;
    else if (name === 'connection' && /\bclose\b/i.test(line)) last = true;
  }
  if (hosts > 1 || (hosts === 0 && minor === '1')) return null;
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  return { method, path, query: mark === -1 ? '' : target.slice(mark + 1), last };
}
