import { z } from 'zod';
import { webhookBodySchema, webhookTypes } from '../webhooks/events.ts';
import type { WebhookType } from '../webhooks/events.ts';
import type { ComponentSchemas } from './component-schemas.ts';

const words: Partial<Record<string, string>> = {
  'room.created': 'A room was created',
  'room.deleted': 'A room was deleted',
  'session.started': 'The first person is in: a session began',
  'session.ended': 'The session is over',
  'participant.joined': 'Somebody is in the room',
  'participant.left': 'Somebody is out of the room',
  'lobby.waiting': 'Somebody waits to be let in',
  'topology.changed': 'The room changed how pictures and sound travel',
  'recording.started': 'A recording runs',
  'recording.ready': 'The file of a recording can be downloaded',
  'recording.failed': 'Nothing came of a recording',
  'stream.started': 'A stream is live',
  'stream.ended': 'A stream is over',
  'stream.failed': 'Nothing came of a stream',
  'usage.threshold': 'So many percent of a budget were used this month',
};

const headers: readonly (readonly [string, string, z.ZodType])[] = [
  ['webhook-id', 'Of the event: the same over all attempts and replays', z.string()],
  ['webhook-timestamp', 'Of this attempt, in seconds since 1970', z.string().regex(/^\d+$/)],
  ['webhook-signature', '`v1,` and the signature, one for each secret in use, by spaces', z.string()],
];

function pathItem(type: WebhookType, schemas: ComponentSchemas) {
  const name = type.replaceAll(/\.(\w)/g, (_all, letter: string) => letter.toUpperCase());
  return {
    post: {
      operationId: `on${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
      summary: words[type] ?? type,
      tags: ['Webhooks'],
      security: [],
      parameters: headers.map(([header, description, schema]) => ({
        ...{ name: header, in: 'header', required: true, description },
        schema: schemas.of(schema),
      })),
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemas.of(webhookBodySchema(type), 'output') } },
      },
      responses: {
        '2XX': { description: 'Understood. Anything else, or nothing within 15 seconds, is tried again.' },
        '410': { description: 'Never again: the endpoint is disabled.' },
      },
    },
  };
}

/** Every webhook as OpenAPI 3.1 describes it: what we post, by Standard Webhooks 1.0. */
export function webhookObjects(schemas: ComponentSchemas) {
  return Object.fromEntries(webhookTypes.map((type) => [type, pathItem(type, schemas)]));
}
