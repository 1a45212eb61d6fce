import type { Closable } from './lifecycle.ts';

export interface SignalOptions {
  /** The process ends by force when closing takes longer. Default 20,000. */
  forceAfterMs?: number;
  onSignal?: (signal: NodeJS.Signals) => void;
  onFailure?: (error: unknown) => void;
  /** Default `process`. */
  source?: Pick<NodeJS.EventEmitter, 'on' | 'off'>;
  /** Default `process.exit`. */
  exit?: (status: number) => void;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Closes `part` on Ctrl-C or SIGTERM and ends the process: with 0, or 1 when closing failed or took too long. A second
 * signal ends it at once. Returns what undoes this.
 */
export function closeOnSignals(part: Closable, options: SignalOptions = {}): () => void {
  const { forceAfterMs = 20_000, source = process, exit = (status) => process.exit(status) } = options;
  let closing = false;
  const fail = (error: unknown) => {
    options.onFailure?.(error);
    exit(1);
  };
  const handle = (signal: NodeJS.Signals) => {
    if (closing) {
      fail(new Error(`${signal} came again before everything was closed.`));
      return;
    }
    closing = true;
    options.onSignal?.(signal);
    setTimeout(() => {
      fail(new Error(`Closing took longer than ${String(forceAfterMs)} ms.`));
    }, forceAfterMs).unref();
    Promise.resolve(part.close()).then(() => {
      exit(0);
    }, fail);
  };
  for (const signal of signals) source.on(signal, handle);
  return () => {
    for (const signal of signals) source.off(signal, handle);
  };
}
