import { createHmac, timingSafeEqual } from 'node:crypto';
import { invalidArgument, invalidWebhook } from './errors.ts';
import type { WebhookEvent } from './webhook-types.ts';

/** Headers as your framework has them: of Node, of `fetch`, or any object. Names in any case. */
export type WebhookHeaders =
  | { get(name: string): string | null | undefined }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyWebhookOptions {
  /** How far `webhook-timestamp` may be from now, either way. Default 300. */
  toleranceSeconds?: number;
  /** Milliseconds since the epoch. Default: now. */
  nowMs?: number;
}

/** Standard Webhooks 1.0 signs with 24 to 64 bytes. */
const keyBytesMin = 24;

function keyOf(secret: string): Buffer {
  const text = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret;
  const key = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || key.length < keyBytesMin)
    throw invalidArgument('The secret is not one of a webhook endpoint, whsec_….');
  return key;
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value: unknown =
    'get' in headers && typeof headers.get === 'function'
      ? headers.get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  if (typeof value === 'string' && value !== '') return value;
  throw invalidWebhook(`The header ${name} is missing.`);
}

function checkTime(timestamp: string, { toleranceSeconds = 300, nowMs = Date.now() }: VerifyWebhookOptions) {
  if (!/^\d{1,12}$/.test(timestamp)) throw invalidWebhook('The header webhook-timestamp is not a time.');
  const awaySeconds = Number(timestamp) - nowMs / 1000;
  if (awaySeconds > toleranceSeconds) throw invalidWebhook('The webhook comes from the future.');
  if (-awaySeconds > toleranceSeconds) throw invalidWebhook('The webhook is too old.');
}

/** Compares with every signature of the header in constant time. */
function isSigned(signatures: string, expected: Buffer): boolean {
  return signatures.split(' ').reduce((found, one) => {
    const [version, text = ''] = one.split(',', 2);
    const given = Buffer.from(text, 'base64');
    const fits = version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
    return fits || found;
  }, false);
}

function parseEvent(text: string, id: string): WebhookEvent {
  try {
    const body: unknown = JSON.parse(text);
    if (body instanceof Object) return { ...body, id } as WebhookEvent;
  } catch (cause) {
    throw invalidWebhook('The body is not JSON.', cause);
  }
  throw invalidWebhook('The body is not an event.');
}

/**
 * Makes sure that a webhook comes from CloudMeet, unchanged and just now (Standard Webhooks 1.0), and returns it.
 * @param body as it arrived, byte for byte: not parsed and written again
 * @param secret of the endpoint, `whsec_…`; several while you change from one to the next
 * @throws CloudMeetError `invalid-webhook` for a webhook that must not be believed, `invalid-argument` for a secret that
 *   cannot be one
 */
export function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secret: string | readonly string[],
  options: VerifyWebhookOptions = {},
): WebhookEvent {
  const keys = (typeof secret === 'string' ? [secret] : secret).map(keyOf);
  const [id, timestamp, signatures] = [
    headerOf(headers, 'webhook-id'),
    headerOf(headers, 'webhook-timestamp'),
    headerOf(headers, 'webhook-signature'),
  ];
  checkTime(timestamp, options);
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  const signed = keys.some((key) => {
    const mac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(bytes);
    return isSigned(signatures, mac.digest());
  });
  if (!signed) throw invalidWebhook('No signature of the webhook fits.');
  return parseEvent(Buffer.from(bytes).toString('utf8'), id);
}
