import { frameMethodSchemas, snapshotEvent } from '@cloudmeet/contracts';
import type { FrameMethod } from '@cloudmeet/contracts';
import type { Channel } from '@cloudmeet/frame-channel';
import type { RoomPage } from '../page/room-page.ts';
import { answerRequest } from './answer-request.ts';
import { forwardEvents } from './forward-events.ts';
import { methodTable } from './method-table.ts';
import { snapshotSender } from './snapshot.ts';

/**
 * Serves the page around this one over its channel: answers its requests, tells it every event and keeps its
 * snapshot fresh. Returns a disposer; the channel itself stays the caller's.
 */
export function serveParent(page: RoomPage, channel: Pick<Channel, 'handle' | 'emit'>): () => void {
  const table = methodTable(page);
  const methods = Object.keys(frameMethodSchemas) as FrameMethod[];
  const snapshots = snapshotSender(page, (snapshot) => channel.emit(snapshotEvent, snapshot));
  const disposers = [
    ...methods.map((method) => channel.handle(method, (params) => answerRequest(table, method, params))),
    forwardEvents(page, (name, payload) => {
      snapshots.flush();
      channel.emit(name, payload);
    }),
    snapshots.close,
  ];
  snapshots.flush();
  return () => {
    for (const dispose of disposers) dispose();
  };
}
