import { AddressRefused, resolveTarget, systemResolver, type Resolver } from '@cloudmeet/service-kit/net';

export interface TargetRules {
  /** True where streams may be sent to private and loopback addresses. */
  allowPrivate: boolean;
  resolve?: Resolver;
}

/**
 * Whether a stream may be sent to this address: whoever may stream must not reach the network that the server stands in.
 * FFmpeg asks for the name once more, so this holds for names whose addresses stay what they are (ADR 96).
 * @throws Error in our words, without the address.
 */
export async function assertTarget(
  url: string,
  { allowPrivate, resolve = systemResolver }: TargetRules,
): Promise<void> {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  try {
    await resolveTarget(host, { resolve, allowPrivate });
  } catch (error) {
    const isRefused = error instanceof AddressRefused;
    const words = isRefused
      ? 'The address is not on the public internet.'
      : 'The name of the server is not known.';
    throw new Error(words, { cause: error });
  }
}
