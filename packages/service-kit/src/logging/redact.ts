const hidden = '[redacted]';
const depthMax = 6;

const secretWords =
  'authorization|cookie|x-api-key|token|secret|password|passwd|apikey|api_key|credentials?|privatejwk|privatekey|private_key|resume';

/** Names of fields whose values are credentials or lead to them. */
const secretNames = new RegExp(`^.*(?:${secretWords})$`, 'i');

/** Credentials by their form, wherever in a text they stand. Lengths are bounded so that no text takes long. */
const secretForms: readonly [RegExp, string][] = [
  // Fields of child loggers are JSON already when they come along.
  [new RegExp(`"([\\w-]{0,40}(?:${secretWords}))":"(?:[^"\\\\]|\\\\.)*"`, 'gi'), `"$1":"${hidden}"`],
  [/\bcm_(test|live)_[0-9A-Za-z]+/g, `cm_$1_${hidden}`],
  [/\bwhsec_[0-9A-Za-z+/=]+/g, `whsec_${hidden}`],
  // A compact JWS (RFC 7515 section 7.1): its header begins with {" in base64url.
  [/\beyJ[\w-]{5,1000}\.[\w-]{1,8000}\.[\w-]{0,1000}/g, hidden],
  [/\b(Bearer|Basic)\s+[^\s"\\,]+/gi, `$1 ${hidden}`],
  [/(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"\\]{1,200}:)[^\s/@"\\]{1,500}@/gi, `$1${hidden}@`],
];

/** A text without the credentials in it that are known by their form. */
export function redactText(text: string): string {
  return secretForms.reduce((shown, [form, replacement]) => shown.replace(form, replacement), text);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date)
    return value;
  if (depth >= depthMax) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  if ('toJSON' in value) return value;
  return redactFields(value, depth + 1);
}

/** A copy of a log line's fields in which values under telling names are hidden, at any depth. */
export function redactFields(fields: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => [
      name,
      secretNames.test(name) ? hidden : redactValue(value, depth),
    ]),
  );
}
