import { useState } from 'react';
import { joinAsWished } from '../../page/join-as-wished.ts';
import { usePage } from '../../page/page-context.tsx';
import { freshToken } from '../../page/parent-line.ts';
import { useRun } from '../../page/use-run.ts';

/**
 * Comes back to the meeting: through the prejoin screen where the visit began there, else straight in. What the
 * server refuses stands on the screen that follows.
 */
export function useJoinAgain(): { joinAgain: () => void; busy: boolean } {
  const page = usePage();
  const run = useRun();
  const [busy, setBusy] = useState(false);
  const joinAgain = async (): Promise<void> => {
    setBusy(true);
    await run(async () => {
      await page.room.actions.connect(await freshToken(page.parent));
      if (!page.store.getState().view.prejoin) await joinAsWished(page);
    });
    setBusy(false);
  };
  return { joinAgain: () => void joinAgain(), busy };
}
