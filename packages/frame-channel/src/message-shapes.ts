/** Checks of everything that arrives, by hand: a schema library would weigh more than the rest of the SDK. */
import type { ErrorStatement, PortMessage, RefusedMessage, VersionRange } from '@cloudmeet/contracts';
import { frameLimits } from '@cloudmeet/contracts';

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A number that both sides count alike: 1 to 2^53 - 1. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= frameLimits.methodNameLength;
}

export function isHello(data: unknown): boolean {
  return isFields(data) && data.cloudmeet === 'hello';
}

export function connectVersions(data: unknown): VersionRange | undefined {
  if (!isFields(data) || data.cloudmeet !== 'connect' || !isFields(data.versions)) return undefined;
  const { min, max } = data.versions;
  return isCount(min) && isCount(max) && min <= max ? { min, max } : undefined;
}

const refusals: readonly RefusedMessage['code'][] = [
  'origin-not-allowed',
  'protocol-mismatch',
  'insecure-context',
];

export function refusalCode(data: unknown): RefusedMessage['code'] | undefined {
  if (!isFields(data) || data.cloudmeet !== 'refused') return undefined;
  return refusals.find((code) => code === data.code);
}

/** An error that crossed, or undefined when it is none. */
function errorStatement(value: unknown): ErrorStatement | undefined {
  if (!isFields(value)) return undefined;
  const { code, message, fatal, retryable, fix, errors } = value;
  if (!isName(code) || typeof message !== 'string' || typeof fix !== 'string') return undefined;
  return {
    code,
    message,
    fix,
    fatal: fatal === true,
    retryable: retryable === true,
    ...(Array.isArray(errors) ? { errors: errors.filter(isErrorDetail) } : {}),
  };
}

function isErrorDetail(value: unknown): value is { pointer: string; detail: string } {
  return isFields(value) && typeof value.pointer === 'string' && typeof value.detail === 'string';
}

function replyMessage({ id, result, error }: Fields): PortMessage | undefined {
  if (!isCount(id)) return undefined;
  if (error === undefined) return { k: 'res', id, result };
  const statement = errorStatement(error);
  return statement && { k: 'res', id, error: statement };
}

/** A message of the port, or undefined when it is none of ours. */
export function portMessage(data: unknown): PortMessage | undefined {
  if (!isFields(data)) return undefined;
  const { k, id, method, event, version } = data;
  if (k === 'req') return isCount(id) && isName(method) ? { k, id, method, params: data.params } : undefined;
  if (k === 'res') return replyMessage(data);
  if (k === 'evt') return isName(event) ? { k, event, payload: data.payload } : undefined;
  if (k === 'ready') return isCount(version) ? { k, version } : undefined;
  return k === 'bye' ? { k } : undefined;
}
