import type { LinkStatus } from '../store/peers-slice.ts';

/** What a change of a media path is for the page around; undefined where it is no news. */
export function linkEvent(
  before: LinkStatus | undefined,
  status: LinkStatus,
): 'connected' | 'interrupted' | undefined {
  if (status === 'connected') return before === 'connected' ? undefined : 'connected';
  return before === 'connected' ? 'interrupted' : undefined;
}
