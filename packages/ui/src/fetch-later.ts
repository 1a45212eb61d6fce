import { useEffect, useState } from 'react';

const waitFirstMs = 1000;
const waitMaxMs = 15_000;

/** A part of the page that is fetched after the first paint. */
export interface LaterPart<Part> {
  /** Fetches it once: whoever asks gets the same answer. */
  load(): Promise<Part>;
  /** The part, if it is there already. */
  loaded(): Part | null;
}

/**
 * Makes a part that is fetched when it is first asked for. Where fetching fails (the network is away just then) it is
 * tried again, 1 s later, then 2 s, 4 s, up to 15 s; `load` never rejects.
 */
export function fetchLater<Part>(importPart: () => Promise<Part>): LaterPart<Part> {
  let coming: Promise<Part> | undefined;
  let there: Part | null = null;
  const begin = async () => {
    there = await tryUntilThere(importPart, waitFirstMs);
    return there;
  };
  return {
    load: () => {
      coming ??= begin();
      return coming;
    },
    loaded: () => there,
  };
}

/** The part as soon as it is there; asks for it when `wanted`. A part that was fetched before is there at once. */
export function useLaterPart<Part extends object>(part: LaterPart<Part>, wanted = true): Part | null {
  const [there, setThere] = useState(part.loaded);
  useEffect(() => {
    if (there || !wanted) return undefined;
    let shown = true;
    void part.load().then((loaded) => (shown ? setThere(loaded) : undefined));
    return () => {
      shown = false;
    };
  }, [part, there, wanted]);
  return there;
}

async function tryUntilThere<Part>(importPart: () => Promise<Part>, waitMs: number): Promise<Part> {
  try {
    return await importPart();
  } catch {
    // the browser has already said why in its console; there is nothing to do but to wait and try again
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    return tryUntilThere(importPart, Math.min(waitMs * 2, waitMaxMs));
  }
}
