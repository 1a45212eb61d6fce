import { targetUrlSchema } from '@cloudmeet/contracts';
import type { TargetUrl } from '@cloudmeet/contracts';
import { z } from 'zod';
import { createSecretBox } from './secret-box.ts';
import type { Secret } from './secret.ts';

/** Seals the addresses of RTMP targets, keys included: they are opened only for the recorder that sends there. */
export interface StreamTargetBox {
  seal(targets: readonly TargetUrl[]): string;
  /** @throws Error when it was sealed with another secret, or changed since */
  open(sealed: string): TargetUrl[];
}

export function createStreamTargetBox(secret: Secret): StreamTargetBox {
  const box = createSecretBox(secret, 'addresses of stream targets');
  return {
    seal: (targets) => box.seal(JSON.stringify(targets)),
    open: (sealed) => z.array(targetUrlSchema).parse(JSON.parse(box.open(sealed))),
  };
}
