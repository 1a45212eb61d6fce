import type { StreamState } from '@cloudmeet/room-engine';
import type { TextKey } from '@cloudmeet/ui';

export interface StreamWords {
  what: TextKey;
  detail?: TextKey;
  /** There is a picture beneath that is not to be hidden. */
  over?: boolean;
}

const words: Record<StreamState['status'], StreamWords | undefined> = {
  idle: undefined,
  playing: undefined,
  waiting: { what: 'viewer.waiting', detail: 'viewer.waitingDetail' },
  loading: { what: 'viewer.loading' },
  stalled: { what: 'viewer.stalled', over: true },
  failed: { what: 'viewer.failed', detail: 'viewer.failedDetail', over: true },
  ended: { what: 'viewer.ended', detail: 'viewer.endedDetail' },
};

/** What is said of a stream in this state; nothing while it plays. */
export function streamWords(status: StreamState['status']): StreamWords | undefined {
  return words[status];
}
