import { useEffect, useState } from 'react';
import { openLesson } from './server.ts';
import type { Lesson } from './server.ts';

export type Opening =
  | { state: 'opening' }
  | { state: 'open'; lesson: Lesson }
  | { state: 'failed'; message: string; retry: () => void };

/** Per try, so that React may mount the page twice and still open one lesson. */
const tries = new Map<number, Promise<Lesson>>();

function openOnce(attempt: number): Promise<Lesson> {
  const opening = tries.get(attempt) ?? openLesson();
  tries.set(attempt, opening);
  return opening;
}

/** Opens the lesson of the address or a new one. */
export function useLesson(): Opening {
  const [attempt, setAttempt] = useState(0);
  const [result, setResult] = useState<{ attempt: number; opening: Opening }>();
  useEffect(() => {
    const retry = () => setAttempt(attempt + 1);
    openOnce(attempt).then(
      (lesson) => setResult({ attempt, opening: { state: 'open', lesson } }),
      (thrown: unknown) => {
        const message = thrown instanceof Error ? thrown.message : String(thrown);
        setResult({ attempt, opening: { state: 'failed', message, retry } });
      },
    );
  }, [attempt]);
  return result?.attempt === attempt ? result.opening : { state: 'opening' };
}
