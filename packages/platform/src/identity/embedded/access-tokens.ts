import { createPublicKey, randomUUID, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { CloudMeetError, limits } from '@cloudmeet/contracts';
import { z } from 'zod';
import type { AccessClaims } from '../accounts.ts';
import type { IdentityKeys } from './identity-keys.ts';

/** For whom access tokens of our own accounts are: the console. */
export const consoleClientId = 'cloudmeet-console';
const scope = 'aws.cognito.signin.user.admin';
const tokenLengthMax = 4096;
const skewSeconds = 5;

/** The claims of an access token of Cognito, by the names that it gives them. */
const claimsSchema = z.object({
  sub: z.string(),
  username: z.string(),
  client_id: z.string(),
  token_use: z.literal('access'),
  iss: z.string(),
  iat: z.int(),
  exp: z.int(),
  jti: z.string(),
  origin_jti: z.string(),
  auth_time: z.int(),
  scope: z.string(),
});
const headerSchema = z.strictObject({ alg: z.literal('EdDSA'), typ: z.literal('JWT'), kid: z.string() });

export interface AccessTokens {
  sign(session: { subject: string; originId: string; authTimeMs: number }): Promise<string>;
  /** @throws CloudMeetError `invalid-credential` */
  verify(token: string): Promise<AccessClaims>;
}

export interface AccessTokensOptions {
  keys: IdentityKeys;
  /** `iss` of the tokens. */
  issuer: string;
  nowMs: () => number;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A part of a token as JSON; undefined for anything else. */
function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    // Not JSON: refused by the schema, like JSON of another shape.
    return undefined;
  }
}

const refused = () => new CloudMeetError('invalid-credential');

/** Access tokens (JWT, RFC 7519) that the embedded provider signs with Ed25519. */
export function createAccessTokens({ keys, issuer, nowMs }: AccessTokensOptions): AccessTokens {
  const checkSignature = async (token: string, publicKey: KeyObject) => {
    const at = token.lastIndexOf('.');
    const signature = Buffer.from(token.slice(at + 1), 'base64url');
    return verify(null, Buffer.from(token.slice(0, at)), publicKey, signature);
  };
  return {
    async sign({ subject, originId, authTimeMs }) {
      const { kid, privateKey } = await keys.signer();
      const iat = Math.floor(nowMs() / 1000);
      const claims: z.infer<typeof claimsSchema> = {
        ...{ sub: subject, username: subject, client_id: consoleClientId, token_use: 'access', iss: issuer },
        ...{ iat, exp: iat + limits.accessTokenSeconds, jti: randomUUID(), origin_jti: originId },
        ...{ auth_time: Math.floor(authTimeMs / 1000), scope },
      };
      const content = `${encode({ alg: 'EdDSA', typ: 'JWT', kid })}.${encode(claims)}`;
      return `${content}.${sign(null, Buffer.from(content), privateKey).toString('base64url')}`;
    },
    async verify(token) {
      const [header, body, , more] = token.length > tokenLengthMax ? [] : token.split('.');
      const { success, data } = headerSchema.safeParse(decode(header ?? ''));
      if (!success || more !== undefined) throw refused();
      const jwk = await keys.publicKey(data.kid);
      if (!jwk || !(await checkSignature(token, createPublicKey({ key: jwk, format: 'jwk' }))))
        throw refused();
      const claims = claimsSchema.safeParse(decode(body ?? ''));
      if (!claims.success) throw refused();
      const { iss, client_id, exp, iat, sub, origin_jti } = claims.data;
      const nowSeconds = nowMs() / 1000;
      if (iss !== issuer || client_id !== consoleClientId) throw refused();
      if (exp <= nowSeconds || iat > nowSeconds + skewSeconds) throw refused();
      return { subject: sub, originId: origin_jti, expiresAtMs: exp * 1000 };
    },
  };
}
