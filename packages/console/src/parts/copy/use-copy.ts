import { useEffect, useState } from 'react';

/** Copies a text. `copied` is true for a moment afterwards; `failed` when the browser did not let us. */
export function useCopy(text: string): { copied: boolean; failed: boolean; copy: () => void } {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state !== 'copied') return undefined;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    // Without a secure context there is no clipboard: the text stands there to be selected.
    if (!('clipboard' in navigator)) setState('failed');
    else
      navigator.clipboard.writeText(text).then(
        () => setState('copied'),
        () => setState('failed'),
      );
  };
  return { copied: state === 'copied', failed: state === 'failed', copy };
}
