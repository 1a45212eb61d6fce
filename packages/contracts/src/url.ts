import { z } from 'zod';
import { limits } from './limits.ts';

/** An absolute http or https address without credentials: no `javascript:`, no `data:`. */
export const httpUrlSchema = z
  .url({ protocol: /^https?$/, message: 'must be an http or https address' })
  .max(limits.urlLength)
  .refine((text) => !/^[a-z]+:\/\/[^/?#]*@/i.test(text), 'must not carry credentials');

/** The same over https alone: what somebody is sent to from a room. */
export const httpsUrlSchema = httpUrlSchema.refine(
  (text) => /^https:/i.test(text),
  'must be an https address',
);

/**
 * A web origin as a browser writes it (RFC 6454): scheme, host in lower case and punycode, port unless it is the
 * scheme's own. `null`, wildcards, paths and a trailing slash are refused with words that say what to change.
 */
export const originSchema = z
  .string()
  .max(300)
  .superRefine((text, context) => {
    const problem = originProblem(text);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });

const originPattern =
  /^(https?):\/\/([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])(:([1-9][0-9]{0,4}))?$/;
const loopbackHosts = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|.+\.localhost)$/;

function originProblem(text: string): string | undefined {
  if (text === 'null')
    return 'a sandboxed or local page has the origin null, which cannot be allowed; serve it from an address';
  if (text.endsWith('/')) return 'leave out the slash at the end; an origin is scheme, host and port';
  if (text !== text.toLowerCase()) return 'write the origin in lower case';
  if (text.includes('*')) return 'wildcards are not allowed; add each origin';
  const match = originPattern.exec(text);
  if (!match) return 'must be scheme, host and port only, such as https://app.example.com';
  const [, scheme, host = '', , , , , port] = match;
  if (port !== undefined && Number(port) > 65535) return 'the port must be at most 65535';
  if ((scheme === 'https' && port === '443') || (scheme === 'http' && port === '80'))
    return 'leave out the default port';
  if (scheme === 'http' && !loopbackHosts.test(host)) return 'must be https; http is only for localhost';
  return undefined;
}
