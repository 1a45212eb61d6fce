import { CloudMeetError, jsonDepth, limits } from '@cloudmeet/contracts';

/** A compact JWS taken apart. Nothing in it is proven yet. */
export interface ParsedRoomToken {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
}

const part = /^[A-Za-z0-9_-]*$/;
/** Members of a header or of the claims may be nested this deep, so that no parser behind it can be exhausted. */
const depthMax = limits.bodyDepth;

function malformed(detail: string): CloudMeetError {
  return new CloudMeetError('token-malformed', { detail });
}

/**
 * Bytes of one part. Base64url has spellings that decode to the same bytes (spare bits of the last letter); only
 * the one that an encoder writes is taken, so that no letter of a token can be changed without being noticed.
 */
function bytesOf(text: string, name: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (!part.test(text) || bytes.toString('base64url') !== text)
    throw malformed(`The ${name} of the token is not base64url.`);
  return bytes;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOf(text: string, name: string): Record<string, unknown> {
  const bytes = bytesOf(text, name);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw new CloudMeetError('token-malformed', { detail: `The ${name} of the token is not JSON.`, cause });
  }
  if (!isObject(value)) throw malformed(`The ${name} of the token is not a JSON object.`);
  if (jsonDepth(value, depthMax) > depthMax)
    throw malformed(`The ${name} of the token is nested too deeply.`);
  return value;
}

/**
 * Takes a compact JWS (RFC 7515 section 7.1) apart without believing it.
 * @throws CloudMeetError `token-malformed`
 */
export function parseRoomToken(token: string): ParsedRoomToken {
  if (token.length > limits.tokenLength)
    throw malformed(`The token is longer than ${String(limits.tokenLength)} characters.`);
  const [header, claims, signature, ...more] = token.split('.');
  if (header === undefined || claims === undefined || signature === undefined || more.length > 0)
    throw malformed('The token does not have three parts.');
  const parsed = { header: objectOf(header, 'header'), claims: objectOf(claims, 'payload') };
  bytesOf(signature, 'signature');
  return parsed;
}
