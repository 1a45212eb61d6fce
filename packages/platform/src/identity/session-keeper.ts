import { CloudMeetError, limits, newId, randomText } from '@cloudmeet/contracts';
import type { IdentityDatabase, IdentitySessionRecord } from '@cloudmeet/database';
import { createSecretBox, sha256Hex } from '@cloudmeet/service-kit';
import type { Secret, SecretBox } from '@cloudmeet/service-kit';
import type { Access, Accounts } from './accounts.ts';
import type { Device, Tokens } from './identity.ts';

export interface SessionKeeper {
  open(userId: string, access: Access, device: Device): Promise<Tokens>;
  /** @throws CloudMeetError `refresh-refused` */
  refresh(refreshToken: string, device: Device): Promise<Tokens>;
  signOut(refreshToken: string): Promise<void>;
  revoke(userId: string, sessionId: string): Promise<boolean>;
  /** Ends all sessions of somebody but one (null: all). */
  revokeOthers(userId: string, keptId: string | null): Promise<void>;
}

export interface SessionKeeperOptions {
  accounts: Pick<Accounts, 'renew' | 'revoke'>;
  database: Pick<IdentityDatabase, 'sessions'>;
  secret: Secret;
  nowMs: () => number;
}

/** A refresh token: 256 random bits, told once and known by its hash. */
function newRefreshToken(): { token: string; hash: string } {
  const token = `cm_refresh_${randomText(43)}`;
  return { token, hash: sha256Hex(token) };
}

const longestUserAgent = 300;

function shortened({ userAgent, address }: Device): Device {
  return { userAgent: userAgent?.slice(0, longestUserAgent) ?? null, address };
}

/** What the provider has to do with a session: renewing its access, and forgetting it. */
function createRenewal({ accounts, database }: SessionKeeperOptions, box: SecretBox) {
  return {
    /** The provider forgets them too, so that nothing that it gave out lives on. */
    tell: async (ended: readonly IdentitySessionRecord[]) => {
      for (const { renewalSealed } of ended)
        if (renewalSealed !== null) await accounts.revoke(box.open(renewalSealed));
    },
    renew: async ({ id, userId, originId, authTime, renewalSealed }: IdentitySessionRecord) => {
      const renewal = renewalSealed === null ? null : box.open(renewalSealed);
      const session = { subject: userId, originId, authTimeMs: authTime.getTime(), renewal };
      const access = await accounts.renew(session);
      const isChanged = access.renewal !== renewal || access.originId !== originId;
      if (isChanged && access.renewal !== null)
        await database.sessions.keepRenewal(id, access.originId, box.seal(access.renewal));
      return access;
    },
  };
}

/** Sessions with rotated refresh tokens, the same over every provider. */
export function createSessionKeeper(options: SessionKeeperOptions): SessionKeeper {
  const { nowMs } = options;
  const { sessions } = options.database;
  const box = createSecretBox(options.secret, 'renewal of sessions');
  const now = () => new Date(nowMs());
  const seal = (renewal: string | null) => (renewal === null ? null : box.seal(renewal));

  const { tell, renew } = createRenewal(options, box);

  return {
    async open(userId, access, device) {
      const { token, hash } = newRefreshToken();
      await sessions.create({
        ...{ id: newId('userSession'), userId, originId: access.originId, refreshHash: hash },
        ...{ renewalSealed: seal(access.renewal), ...shortened(device), now: now() },
        expiresAt: new Date(nowMs() + limits.refreshTokenSeconds * 1000),
      });
      const { accessToken, expiresInSeconds } = access;
      return { accessToken, expiresInSeconds, refreshToken: token };
    },
    async refresh(refreshToken, device) {
      const { token, hash } = newRefreshToken();
      const next = { hash, now: now(), ...shortened(device) };
      const outcome = await sessions.rotate(sha256Hex(refreshToken), next);
      if (outcome.status !== 'rotated') throw new CloudMeetError('refresh-refused');
      const { accessToken, expiresInSeconds } = await renew(outcome.session);
      return { accessToken, expiresInSeconds, refreshToken: token };
    },
    async signOut(refreshToken) {
      const ended = await sessions.revokeByToken(sha256Hex(refreshToken), now());
      if (ended) await tell([ended]);
    },
    async revoke(userId, sessionId) {
      const ended = await sessions.revoke(userId, sessionId, now());
      if (ended) await tell([ended]);
      return ended !== null;
    },
    async revokeOthers(userId, keptId) {
      await tell(await sessions.revokeOthers(userId, keptId, now()));
    },
  };
}
