import { useCallback } from 'react';
import { CloudMeetError } from '@cloudmeet/contracts';
import { usePage } from './page-context.tsx';
import { noticeError } from './notice-error.ts';

/** What a person decided is no failure to report. */
const decisions: readonly string[] = ['share-cancelled'];

/**
 * Runs something that a person asked for; when it fails, a notice says why and what to do. Resolves with whether it
 * worked.
 */
export function useRun(): (work: () => Promise<unknown>) => Promise<boolean> {
  const page = usePage();
  return useCallback(
    async (work) => {
      try {
        await work();
        return true;
      } catch (thrown) {
        const { code } = CloudMeetError.from(thrown);
        if (!decisions.includes(code)) void noticeError(page, code);
        if (!(thrown instanceof CloudMeetError)) reportError(thrown);
        return false;
      }
    },
    [page],
  );
}
