/** Checks of everything that arrives, by hand: a schema library would weigh more than the rest of the SDK. */
import type { PortMessage, RefusedMessage, VersionRange } from '@cloudmeet/contracts/frame';
import { frameLimits } from '@cloudmeet/contracts/frame';

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

function isErrorDetail(value: unknown): boolean {
  return isFields(value) && typeof value.pointer === 'string' && typeof value.detail === 'string';
}

function isErrorStatement(value: unknown): boolean {
  if (!isFields(value)) return false;
  const { code, message, fix, fatal, retryable, errors = [] } = value;
  return (
    isName(code) &&
    [message, fix].every((text) => typeof text === 'string') &&
    [fatal, retryable].every((flag) => typeof flag === 'boolean') &&
    Array.isArray(errors) &&
    errors.every(isErrorDetail)
  );
}

/** Is this one of the messages of the port, with every field as it should be? */
export function isPortMessage(data: unknown): data is PortMessage {
  if (!isFields(data)) return false;
  const { k, id, method, event, version, error } = data;
  if (k === 'req') return isCount(id) && isName(method);
  if (k === 'res') return isCount(id) && (error === undefined || isErrorStatement(error));
  if (k === 'evt') return isName(event);
  return k === 'ready' ? isCount(version) : k === 'bye';
}
