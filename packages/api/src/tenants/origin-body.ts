import type { AllowedOrigin } from '@cloudmeet/contracts';
import type { AllowedOriginRecord } from '@cloudmeet/database';

export function originBody({ id, origin, createdAt }: AllowedOriginRecord): AllowedOrigin {
  return { id, origin, createdAt: createdAt.toISOString() };
}
