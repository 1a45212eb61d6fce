import { webhookDeliverySchema } from '@cloudmeet/contracts';
import type { Json, WebhookDelivery as DeliveryBody, WebhookFailure } from '@cloudmeet/contracts';
import { z } from 'zod';
import type { WebhookDelivery } from '../generated/client.ts';

export interface WebhookDeliveryRecord {
  id: string;
  endpointId: string;
  /** Of the event: the same for all endpoints, attempts and replays. */
  messageId: string;
  type: DeliveryBody['type'];
  roomId: string | null;
  seq: number | null;
  payload: Json;
  /** When the event happened. */
  eventAt: Date;
  traceparent: string | null;
  status: DeliveryBody['status'];
  /** False while an earlier webhook of its room is pending for the same endpoint. */
  ready: boolean;
  /** Attempts that were begun. */
  attempts: number;
  /** Attempts that were reported as failed. */
  tries: number;
  nextAttemptAt: Date;
  lastAttempt: {
    at: Date;
    status: number | null;
    failure: WebhookFailure | null;
    durationMs: number | null;
  } | null;
  replayOf: string | null;
  /** When the event happened, or the replay was asked for. */
  createdAt: Date;
  /** When the delivery was made: from then on counts how long it is tried. */
  madeAt: Date;
  finishedAt: Date | null;
}

const storedSchema = webhookDeliverySchema.pick({ type: true, status: true });
const failureSchema = webhookDeliverySchema.shape.lastAttempt.unwrap().shape.failure;

export function toDelivery(row: WebhookDelivery): WebhookDeliveryRecord {
  const { id, endpointId, messageId, roomId, eventAt, traceparent, ready, attempts, tries } = row;
  const { nextAttemptAt, replayOf, createdAt, madeAt, finishedAt, lastAttemptAt: at } = row;
  return {
    ...{ id, endpointId, messageId, roomId, eventAt, traceparent, ready, attempts, tries },
    ...{ nextAttemptAt, replayOf, createdAt, madeAt, finishedAt },
    ...storedSchema.parse(row),
    seq: row.seq === null ? null : Number(row.seq),
    payload: z.json().parse(row.payload),
    lastAttempt: at && {
      at,
      status: row.lastStatus,
      failure: failureSchema.parse(row.lastFailure),
      durationMs: row.lastDurationMs,
    },
  };
}
