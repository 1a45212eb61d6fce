import type { Database } from '@cloudmeet/database';
import { createEmbeddedAccounts, createIdentity } from '@cloudmeet/platform/identity';
import type { Identity } from '@cloudmeet/platform/identity';
import type { Logger, Secret } from '@cloudmeet/service-kit';
import { passwordResetLink } from './console-links.ts';

export interface DefaultIdentityOptions {
  database: Database;
  secret: Secret;
  publicApiUrl: string;
  publicConsoleUrl: string;
  logger: Logger;
  nowMs: () => number;
}

/**
 * Accounts in our own database. It sends no mail: the link for a new password is written to the log, where whoever
 * runs the deployment reads it.
 */
export function createDefaultIdentity(options: DefaultIdentityOptions): Identity {
  const { database, secret, publicApiUrl, publicConsoleUrl, logger, nowMs } = options;
  const accounts = createEmbeddedAccounts({
    ...{ database, secret, nowMs, issuer: `${publicApiUrl}/identity` },
    sendResetCode: (message) => {
      const link = passwordResetLink(publicConsoleUrl, message);
      logger.warn({ email: message.email, link }, 'Somebody asked for a new password: this link sets it');
    },
  });
  return createIdentity({ accounts, database, secret, nowMs });
}
