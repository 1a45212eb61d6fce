import { createHmac, randomBytes } from 'node:crypto';
import { limits } from '@cloudmeet/contracts';
import type { SealedSecret } from '@cloudmeet/database';
import { createSecretBox } from '@cloudmeet/service-kit';
import type { Secret } from '@cloudmeet/service-kit';

/** Signing secrets of endpoints: made here, stored sealed, opened only to sign. */
export interface WebhookSecrets {
  /** A first secret. `shown` is for the customer, this once. */
  create(): { shown: string; secrets: SealedSecret[] };
  /** A new one beside those that go on for a day. Null when too many overlap already. */
  rotate(
    secrets: readonly SealedSecret[],
    nowMs: number,
  ): { shown: string; secrets: SealedSecret[]; previousExpiresAt: Date } | null;
  /** `webhook-signature` of a message, one for each secret in use (Standard Webhooks 1.0). */
  sign(secrets: readonly SealedSecret[], message: { id: string; body: string; nowMs: number }): string;
}

/** Standard Webhooks asks for 24 to 64 random bytes. */
const secretBytes = 32;
const prefix = 'whsec_';

function isInUse({ expiresAt }: SealedSecret, nowMs: number): boolean {
  return expiresAt === null || Date.parse(expiresAt) > nowMs;
}

/** Seconds of a time, as headers and signatures count them. */
export function timestampOf(nowMs: number): string {
  return String(Math.floor(nowMs / 1000));
}

export function createWebhookSecrets(secret: Secret): WebhookSecrets {
  const box = createSecretBox(secret, 'signing secrets of webhook endpoints');
  const make = () => {
    const shown = prefix + randomBytes(secretBytes).toString('base64');
    return { shown, sealed: { sealed: box.seal(shown), expiresAt: null } };
  };
  return {
    create: () => {
      const { shown, sealed } = make();
      return { shown, secrets: [sealed] };
    },
    rotate: (secrets, nowMs) => {
      const previousExpiresAt = new Date(nowMs + limits.webhookSecretOverlapSeconds * 1000);
      const old = secrets
        .filter((one) => isInUse(one, nowMs))
        .map((one) => ({ ...one, expiresAt: one.expiresAt ?? previousExpiresAt.toISOString() }));
      if (old.length > limits.webhookOldSecretsMax) return null;
      const { shown, sealed } = make();
      return { shown, secrets: [sealed, ...old], previousExpiresAt };
    },
    sign: (secrets, { id, body, nowMs }) =>
      secrets
        .filter((one) => isInUse(one, nowMs))
        .map((one) => {
          const key = Buffer.from(box.open(one.sealed).slice(prefix.length), 'base64');
          const mac = createHmac('sha256', key).update(`${id}.${timestampOf(nowMs)}.${body}`);
          return `v1,${mac.digest('base64')}`;
        })
        .join(' '),
  };
}
