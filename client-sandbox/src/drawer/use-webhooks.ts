import { useEffect, useState } from 'react';
import { webhooksAfter } from '../app/server.ts';
import type { ReceivedWebhook } from '../app/server.ts';

const eachMs = 1000;
const shownMax = 200;

/** What has come to the customer's server, newest first, as long as somebody looks. */
export function useWebhooks(): { items: ReceivedWebhook[]; problem: string | undefined } {
  const [items, setItems] = useState<ReceivedWebhook[]>([]);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let over = false;
    let newest = 0;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        const more = await webhooksAfter(newest);
        if (over) return;
        newest = more[0]?.number ?? newest;
        if (more.length > 0) setItems((before) => [...more, ...before].slice(0, shownMax));
        setProblem(undefined);
      } catch (thrown) {
        if (!over) setProblem(thrown instanceof Error ? thrown.message : String(thrown));
      }
      if (!over) timer = setTimeout(() => void look(), eachMs);
    };
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  return { items, problem };
}
