import { newId } from '@cloudmeet/contracts';
import type { Entry } from '@cloudmeet/contracts';
import { Audience } from '../fanout/audience.ts';
import { LogWindow } from '../fanout/log-window.ts';
import { iceServersFor } from '../admission/ice-servers.ts';
import { RoomLadder } from '../ladder/room-ladder.ts';
import { Absences } from './absences.ts';
import type { Operation } from './decide-batch.ts';
import { PresenceRecords } from './presence-records.ts';
import { replay } from './replay.ts';
import type { RoomActorOptions } from './room-actor-options.ts';
import { sightOf } from './room-parts.ts';
import type { RoomParts } from './room-parts.ts';
import { RoomWriter } from './room-writer.ts';
import { Visitors } from './visitors.ts';

export interface RoomEvents {
  /** Entries are durable and everybody who asked for them was told. */
  settled(entries: readonly Entry[]): void;
  /** Writes what the room decides by itself. */
  submit(decide: Operation['decide']): Promise<void>;
  /** The grace of somebody who lost their connection is over. */
  absenceOver(participantId: string): void;
}

/** Puts an open room together, as its log says it is. */
export function createRoomParts(options: RoomActorOptions, events: RoomEvents): RoomParts {
  const { lease, settings, recorded, store, environment } = options;
  const { clock, random, ladder, plane, ice, observer } = environment;
  const connected = new Set<string>();
  const { view, memory } = replay(settings, recorded, connected);
  const window = new LogWindow();
  window.push(recorded?.entries ?? []);
  const context = { newId: (kind: Parameters<typeof newId>[0]) => newId(kind, random), ladder };
  const audience = new Audience({
    clock,
    window,
    state: () => writer.view.state,
    sightOf: (participantId) => sightOf(writer.view, participantId),
    sent: (entries) => observer.sent(entries),
    newest: () => mixing.newest(),
    marked: () => records.marked(),
  });
  const records = new PresenceRecords({
    ...{ clock, presence: audience.presence },
    submit: (decide) => events.submit(decide),
    entries: recorded?.entries ?? [],
  });
  const writer = new RoomWriter({
    ...{ lease, view, memory, store, clock, context },
    committed: (batch, tookMs) => {
      if (batch.entries.length === 0) return;
      window.push(batch.entries);
      audience.publish();
      observer.committed(batch.entries.length, tookMs);
    },
    settled: (batch) => events.settled(batch.entries),
    stalled: (error) => observer.stalled(lease.roomId, error),
    refused: (error) => observer.refused(lease.roomId, error),
    lost: (cause) => options.lost(cause),
  });
  const mixing = new RoomLadder({
    ...{ clock, random, plane, tenantId: lease.tenantId },
    view: () => writer.view,
    iceServers: (mixerId) => iceServersFor(mixerId, clock.nowMs(), ice),
    submit: (decide) => events.submit(decide),
    tell: (participantId, ephemeral) => audience.passTo(participantId, ephemeral),
    tellAll: (ephemeral) => audience.passToAll({ ephemeral }),
    failed: (error) => observer.unmixed(lease.roomId, error),
  });
  return {
    ...{ environment, context, writer, memory, audience, window, connected, mixing, records },
    visitors: new Visitors(),
    absences: new Absences(clock, environment.resumeGraceMs, (id) => events.absenceOver(id)),
  };
}
