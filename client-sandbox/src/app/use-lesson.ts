import { useCallback, useEffect, useState } from 'react';
import { openLesson } from './server.ts';
import type { Lesson } from './server.ts';

export type Opening =
  | { state: 'opening' }
  | { state: 'open'; lesson: Lesson }
  | { state: 'failed'; message: string; retry: () => void };

let pending: Promise<Lesson> | undefined;

/** Opens the lesson once, however often React mounts this. */
export function useLesson(): Opening {
  const [opening, setOpening] = useState<Opening>({ state: 'opening' });
  const open = useCallback(() => {
    pending ??= openLesson();
    pending.then(
      (lesson) => setOpening({ state: 'open', lesson }),
      (thrown: unknown) => {
        pending = undefined;
        const message = thrown instanceof Error ? thrown.message : String(thrown);
        setOpening({
          state: 'failed',
          message,
          retry: () => {
            setOpening({ state: 'opening' });
            open();
          },
        });
      },
    );
  }, []);
  useEffect(open, [open]);
  return opening;
}
