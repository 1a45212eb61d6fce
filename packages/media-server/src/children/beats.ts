import type { FromChild } from './messages.ts';

type Beat = Extract<FromChild, { t: 'beat' }>;

export const beatMs = 200;
/** Of a process that has no work: still often enough to be found dead within a second. */
export const idleBeatMs = 400;

export interface BeatsOptions {
  tell(message: FromChild): void;
  state(): Pick<Beat, 'media' | 'busy'>;
  /** What it measures of itself. */
  metrics(): Readonly<Record<string, number>>;
  /** Default 2 s. */
  metricsMs?: number;
}

/** Until the next beat: processes of a machine beat at the same moments of its clock. */
export function untilBeatMs(nowMs: number, everyMs: number): number {
  const leftMs = everyMs - (nowMs % everyMs);
  // A timer that fired a little early must not make two beats of one.
  return leftMs < everyMs / 4 ? leftMs + everyMs : leftMs;
}

/**
 * Tells the supervisor that this process lives, until what is returned is called. Since all beat together, the supervisor
 * is woken once for all of them: in a node without meetings that is most of what it costs.
 */
export function startBeats({ tell, state, metrics, metricsMs = 2000 }: BeatsOptions): () => void {
  let measuredMs = Date.now();
  /** Read from a file of /proc: only when figures are told. */
  let rssBytes = process.memoryUsage.rss();
  let timer: NodeJS.Timeout;
  const beat = () => {
    const { media, busy } = state();
    const { user, system } = process.cpuUsage();
    const nowMs = Date.now();
    timer = setTimeout(beat, untilBeatMs(nowMs, busy ? beatMs : idleBeatMs));
    tell({ t: 'beat', media, busy, cpuSeconds: (user + system) / 1e6, rssBytes });
    if (Math.abs(nowMs - measuredMs) < metricsMs - beatMs / 2) return;
    measuredMs = nowMs;
    rssBytes = process.memoryUsage.rss();
    tell({ t: 'metrics', values: metrics() });
  };
  timer = setTimeout(beat, untilBeatMs(Date.now(), beatMs));
  return () => clearTimeout(timer);
}
