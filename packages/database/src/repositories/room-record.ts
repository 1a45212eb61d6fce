import { policiesSchema, roomSchema } from '@cloudmeet/contracts';
import type { Policies, Room as RoomShape, RoomMode } from '@cloudmeet/contracts';
import type { Room } from '../generated/client.ts';

export interface RoomRecord {
  id: string;
  tenantId: string;
  name: string;
  mode: RoomMode;
  maxParticipants: number;
  lobby: boolean;
  locked: boolean;
  policies: Policies;
  recording: RoomShape['recording'];
  externalId: string | null;
  metadata: RoomShape['metadata'];
  test: boolean;
  /** Grows with each change: the ETag. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export function toRoom({ webhookSeq: _webhookSeq, deletedAt: _deletedAt, ...row }: Room): RoomRecord {
  return {
    ...row,
    policies: policiesSchema.parse(row.policies),
    recording: roomSchema.shape.recording.parse(row.recording),
    metadata: roomSchema.shape.metadata.parse(row.metadata),
  };
}
