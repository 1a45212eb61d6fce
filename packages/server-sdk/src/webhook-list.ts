import type { WebhookType } from './webhook-types.ts';

/** A type that is missing here does not compile. */
const every: Record<WebhookType, true> = {
  'room.created': true,
  'room.deleted': true,
  'session.started': true,
  'session.ended': true,
  'participant.joined': true,
  'participant.left': true,
  'lobby.waiting': true,
  'topology.changed': true,
  'recording.started': true,
  'recording.ready': true,
  'recording.failed': true,
  'stream.started': true,
  'stream.ended': true,
  'stream.failed': true,
  'usage.threshold': true,
};

/** Every type of webhook, for an endpoint that takes them all. */
export const webhookTypes = Object.keys(every) as WebhookType[];
