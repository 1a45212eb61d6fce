import { useMemo } from 'react';

/**
 * An Idempotency-Key for what a form holds: pressing twice, or again after an answer that was lost, does it once. What
 * is changed in the form is a new request.
 */
export function useRequestKey(body: unknown): string {
  const text = JSON.stringify(body);
  return useMemo(() => `console-${crypto.randomUUID()}-${String(text.length)}`, [text]);
}
