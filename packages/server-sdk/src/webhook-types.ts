import type { Budget } from './budget-types.ts';
import type { Recording, Stream } from './capture-types.ts';
import type { Participant, Room } from './types.ts';

/** `data` of each webhook, by its type. `types.test.ts` holds them to the contracts. */
export interface WebhookData {
  'room.created': { room: Room };
  'room.deleted': { roomId: string };
  'session.started': { roomId: string; sessionId: string; startedAt: string };
  'session.ended': {
    roomId: string;
    sessionId: string;
    reason: string;
    startedAt: string;
    endedAt: string;
  };
  'participant.joined': { roomId: string; sessionId: string; participant: Participant };
  'participant.left': {
    roomId: string;
    sessionId: string;
    participant: Participant;
    reason: 'left' | 'removed' | 'replaced' | 'connection-lost' | 'room-ended' | 'policy';
    leftAt: string;
  };
  'lobby.waiting': {
    roomId: string;
    sessionId: string;
    waiting: { id: string; name: string; avatarUrl?: string | undefined; since: string };
  };
  'topology.changed': {
    roomId: string;
    sessionId: string;
    from: 'p2p' | 'mixed' | 'stream';
    to: 'p2p' | 'mixed' | 'stream';
    reason: string;
    changedAt: string;
  };
  'recording.started': { recording: Recording };
  'recording.ready': { recording: Recording };
  'recording.failed': { recording: Recording };
  'stream.started': { stream: Stream };
  'stream.ended': { stream: Stream };
  'stream.failed': { stream: Stream };
  'usage.threshold': {
    budgetId: string;
    metric: Budget['metric'];
    externalId: string | null;
    /** Such as `2026-11` (UTC). */
    month: string;
    limit: number;
    /** Percent of the limit. */
    threshold: number;
    used: number;
  };
}

export type WebhookType = keyof WebhookData;

/** A webhook by its type: `switch (event.type)` tells what `event.data` is. */
export type WebhookEvent = {
  [Type in WebhookType]: {
    /** Of the event: the same when it is sent again. Keep it to notice that. */
    id: string;
    type: Type;
    /** When it happened. */
    timestamp: string;
    /** Number of the event in its room, without gaps, whatever types you take. */
    seq?: number | undefined;
    data: WebhookData[Type];
  };
}[WebhookType];

export interface WebhookEndpointSettings {
  /** Where webhooks are posted to: https, on the public internet. */
  url: string;
  types: WebhookType[];
  description?: string;
}

/** What is left out keeps its value. */
export interface WebhookEndpointChanges {
  url?: string;
  types?: WebhookType[];
  description?: string | null;
  /** True stops it and gives up what waits; false starts it again. */
  disabled?: boolean;
}

export interface WebhookEndpoint {
  id: string;
  url: string;
  types: WebhookType[];
  description: string | null;
  disabled: boolean;
  /** `gone`: it answered 410; `requested`: somebody disabled it. */
  disabledReason: 'gone' | 'requested' | null;
  createdAt: string;
  updatedAt: string;
}

export interface CreatedWebhookEndpoint extends WebhookEndpoint {
  /** `whsec_…`, shown this once. For `verifyWebhook`. */
  secret: string;
}

export interface RotatedWebhookSecret {
  /** `whsec_…`, shown this once. */
  secret: string;
  /** Until then webhooks are signed with the old secret too. */
  previousSecretExpiresAt: string;
}

export interface WebhookDelivery {
  id: string;
  endpointId: string;
  /** Of the event, the header `webhook-id`. */
  webhookId: string;
  type: WebhookType;
  roomId: string | null;
  seq: number | null;
  status: 'pending' | 'delivered' | 'failed';
  attempts: number;
  /** Null when it is over, or waits for an earlier webhook of its room. */
  nextAttemptAt: string | null;
  lastAttempt: {
    at: string;
    /** HTTP status of the answer. */
    status: number | null;
    failure:
      'status' | 'redirect' | 'timeout' | 'unreachable' | 'tls' | 'name-not-found' | 'address-refused' | null;
    durationMs: number | null;
  } | null;
  replayOf: string | null;
  createdAt: string;
  deliveredAt: string | null;
}

export interface WebhookDeliveryWithBody extends WebhookDelivery {
  /** What is posted, byte for byte. */
  body: string;
}
