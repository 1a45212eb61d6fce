import type { CaptureFailure } from '@cloudmeet/contracts';
import type { CaptureRecord, Repositories } from '@cloudmeet/database';
import type { CaptureState } from './capture-state.ts';

const causes: Partial<Record<string, string>> = {
  'not-ready': 'too few of the people in it had reached the media server within 15 seconds.',
  'media-full': 'no media server had room for it.',
  'media-lost': 'its media server was lost before it was.',
};

/**
 * What nothing came of because its room was never mixed says so: there was nothing to record, and another recorder would
 * not have helped. Null where that is not why.
 */
export async function whyNothing(
  repos: Pick<Repositories, 'history'>,
  { sessionId, createdAt }: Pick<CaptureRecord, 'sessionId' | 'createdAt'>,
  { status, part, failure }: Pick<CaptureState, 'status' | 'part' | 'failure'>,
): Promise<CaptureFailure | null> {
  if (status !== 'failed' || part > 0 || !failure?.code.startsWith('nothing-')) return null;
  if ((await repos.history.find(sessionId))?.topology !== 'p2p') return null;
  const cause = causes[(await repos.history.keptReason(sessionId, createdAt)) ?? ''];
  return cause === undefined
    ? null
    : { code: 'not-mixed', detail: `${failure.detail} The room was never mixed: ${cause}` };
}
