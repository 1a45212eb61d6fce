import type { RandomFill } from '@cloudmeet/contracts';
import type { IceSettings } from '../admission/ice-servers.ts';
import type { Clock } from '../clock.ts';
import type { Audience } from '../fanout/audience.ts';
import type { Sight } from '../fanout/batch-encoder.ts';
import type { LogWindow } from '../fanout/log-window.ts';
import type { Absences } from './absences.ts';
import type { CommandMemory } from './command-memory.ts';
import type { DecisionContext } from './decided.ts';
import type { RoomLadder } from '../ladder/room-ladder.ts';
import type { MediaPlane } from '../media/media-plane.ts';
import type { PresenceRecords } from './presence-records.ts';
import type { MediaLadder, RoomView } from './room-view.ts';
import type { RoomWriter } from './room-writer.ts';
import type { Visitors } from './visitors.ts';

/** What rooms tell those who measure and log. */
export interface RoomObserver {
  /** `result`: `ok` or an error code. */
  command(name: string, result: string): void;
  admission(result: string): void;
  committed(entries: number, tookMs: number): void;
  /** Entries in one frame to one client. */
  sent(entries: number): void;
  /** The store is out of reach. */
  stalled(roomId: string, error: unknown): void;
  /** The store refused one operation. */
  refused(roomId: string, error: unknown): void;
  /** No media node could be asked. */
  unmixed(roomId: string, error: unknown): void;
}

/** What all rooms of a node share. */
export interface RoomEnvironment {
  clock: Clock;
  random?: RandomFill | undefined;
  ladder: MediaLadder;
  /** Where rooms are mixed. */
  plane: MediaPlane;
  ice: IceSettings;
  observer: RoomObserver;
  /** Seat kept for a lost connection. Default `limits.resumeGraceMs`. */
  resumeGraceMs: number;
  /** A session ends when it was empty for this long. Default `limits.emptySessionMs`. */
  emptySessionMs: number;
}

/** The parts of one open room. */
export interface RoomParts {
  environment: RoomEnvironment;
  context: Omit<DecisionContext, 'at'>;
  writer: RoomWriter;
  memory: CommandMemory;
  audience: Audience;
  window: LogWindow;
  visitors: Visitors;
  absences: Absences;
  /** How connections and devices do, for those who ask later. */
  records: PresenceRecords;
  /** How media travels now, and where to. */
  mixing: RoomLadder;
  /** Participants who have a connection. */
  connected: Set<string>;
}

/** What a participant may see now. */
export function sightOf(view: RoomView, participantId: string): Sight | undefined {
  const participant = view.state.participants[participantId];
  if (!participant) return undefined;
  const grants = view.presences.get(participantId)?.grants;
  return { participantId, standing: { role: participant.role, grants }, policies: view.state.policies };
}
