import { CloudMeetError } from '@cloudmeet/contracts';
import type { IdentityDatabase } from '@cloudmeet/database';
import { createSecretBox } from '@cloudmeet/service-kit';
import type { Secret } from '@cloudmeet/service-kit';
import { matchTotp, newTotpSecret } from '../totp.ts';

/** Authenticator apps (TOTP, RFC 6238). A code is believed once. */
export interface Factors {
  isOn(userId: string): Promise<boolean>;
  /** @throws CloudMeetError `conflict` when one is on already */
  begin(userId: string): Promise<string>;
  /** @throws CloudMeetError `conflict`, `code-refused` */
  confirm(userId: string, code: string): Promise<void>;
  /** @throws CloudMeetError `code-refused` */
  use(userId: string, code: string): Promise<void>;
  /** @throws CloudMeetError `conflict`, `code-refused` */
  disable(userId: string, code: string): Promise<void>;
}

export interface FactorsOptions {
  database: Pick<IdentityDatabase, 'factors'>;
  secret: Secret;
  nowMs: () => number;
}

const alreadyOn = () => new CloudMeetError('conflict', { detail: 'An authenticator app is in use already.' });
const notOn = () => new CloudMeetError('conflict', { detail: 'No authenticator app is in use.' });
const refused = () => new CloudMeetError('code-refused');

export function createFactors({ database, secret, nowMs }: FactorsOptions): Factors {
  const { factors } = database;
  const box = createSecretBox(secret, 'authenticator apps');
  const stepOf = (secretSealed: string, code: string): number => {
    const step = matchTotp(box.open(secretSealed), code, nowMs());
    if (step === undefined) throw refused();
    return step;
  };

  const spend = async (userId: string, code: string) => {
    const found = await factors.find(userId);
    if (!found?.confirmed) throw refused();
    if (!(await factors.use(userId, stepOf(found.secretSealed, code)))) throw refused();
  };
  return {
    use: spend,
    isOn: async (userId) => (await factors.find(userId))?.confirmed ?? false,
    async begin(userId) {
      const text = newTotpSecret();
      if (!(await factors.begin(userId, box.seal(text), new Date(nowMs())))) throw alreadyOn();
      return text;
    },
    async confirm(userId, code) {
      const found = await factors.find(userId);
      if (!found) throw notOn();
      if (found.confirmed) throw alreadyOn();
      const step = stepOf(found.secretSealed, code);
      if (!(await factors.confirm(userId, new Date(nowMs()), step))) throw alreadyOn();
    },
    async disable(userId, code) {
      if (!(await factors.find(userId))?.confirmed) throw notOn();
      await spend(userId, code);
      await factors.remove(userId);
    },
  };
}
