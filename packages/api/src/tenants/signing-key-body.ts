import type { SigningKey } from '@cloudmeet/contracts';
import type { SigningKeyRecord } from '@cloudmeet/database';

export function signingKeyBody({ createdAt, ...key }: SigningKeyRecord): SigningKey {
  return { ...key, createdAt: createdAt.toISOString() };
}
