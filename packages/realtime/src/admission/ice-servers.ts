import { createHmac } from 'node:crypto';
import type { IceServer } from '@cloudmeet/contracts';

export interface IceSettings {
  stunUrls: readonly string[];
  turnUrls: readonly string[];
  /** coturn's `static-auth-secret`. Without it no TURN server is handed out. */
  turnSecret?: string | undefined;
  /** How long a TURN credential is valid: longer than anybody meets. Default 12 hours. */
  turnTtlSeconds?: number | undefined;
}

const turnTtlSecondsDefault = 12 * 3600;

/**
 * Servers that help browsers to find each other. TURN credentials are made as coturn's `use-auth-secret` checks them
 * (draft-uberti-behave-turn-rest): the user name is `<expiry in seconds>:<participant>`, the password the base64 of
 * its HMAC-SHA1 under the shared secret.
 */
export function iceServersFor(participantId: string, nowMs: number, settings: IceSettings): IceServer[] {
  const { stunUrls, turnUrls, turnSecret, turnTtlSeconds = turnTtlSecondsDefault } = settings;
  const stun = stunUrls.length > 0 ? [{ urls: [...stunUrls] }] : [];
  if (turnUrls.length === 0 || turnSecret === undefined) return stun;
  const username = `${String(Math.floor(nowMs / 1000) + turnTtlSeconds)}:${participantId}`;
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
  return [...stun, { urls: [...turnUrls], username, credential }];
}
