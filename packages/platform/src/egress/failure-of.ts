import type { WebhookFailure } from '@cloudmeet/contracts';
import { AddressRefused } from '@cloudmeet/service-kit/net';

const tlsCodes =
  /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|UNABLE_TO_|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;
const nameCodes = /^(ENOTFOUND|ENODATA|EAI_|ESERVFAIL|ENONAME)/;

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What went wrong on the way, in the few words that a customer can act on. */
export function failureOf(error: unknown): WebhookFailure {
  if (error instanceof AddressRefused) return 'address-refused';
  const code = codeOf(error);
  if (nameCodes.test(code)) return 'name-not-found';
  return tlsCodes.test(code) ? 'tls' : 'unreachable';
}
