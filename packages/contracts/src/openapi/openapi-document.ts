import { problemSchema } from '../errors/wire-error.ts';
import { operationIds, operations } from '../rest/operations.ts';
import type { Operation } from '../rest/operation.ts';
import { createComponentSchemas } from './component-schemas.ts';
import { headerComponents, parameterComponents } from './headers.ts';
import { operationObject } from './operation-object.ts';
import { problemExamples } from './problem-responses.ts';
import { webhookObjects } from './webhook-objects.ts';

export interface OpenApiOptions {
  /** Public address of the API, e.g. `https://api.example.com`. */
  serverUrl: string;
  version: string;
}

const tags = [
  { name: 'Rooms', description: 'Rooms and the live session that each may have' },
  { name: 'Tokens', description: 'Room tokens: what lets a person into a room' },
  { name: 'Participants', description: 'Who is in a room now' },
  { name: 'Recordings', description: 'Files of what was seen and heard in a session' },
  { name: 'Streams', description: 'Sessions that are watched live, over HLS or RTMP servers' },
  {
    name: 'Webhooks',
    description: 'Where events are sent to, and how each is on its way (Standard Webhooks 1.0)',
  },
  { name: 'Administration', description: 'The tenant, its keys and the origins that may embed its rooms' },
  { name: 'Members', description: 'Who may use the console for this tenant, and as what' },
  { name: 'History', description: 'What was: sessions, use, requests, and who changed what' },
  { name: 'Sign-in', description: 'Accounts, sessions and second factors of people of the console' },
];

const description =
  'Errors are `application/problem+json` (RFC 9457) with a stable `code`. Lists are pages `{data, nextCursor}`. ' +
  'Whatever belongs to another tenant is answered as if it did not exist. Unknown fields are refused.';

/** The REST API as an OpenAPI 3.1 document, derived from `operations` and the schemas they name. */
export function openApiDocument({ serverUrl, version }: OpenApiOptions) {
  const schemas = createComponentSchemas();
  schemas.of(problemSchema);
  const paths: Record<string, Record<string, ReturnType<typeof operationObject>>> = {};
  for (const id of operationIds) {
    const operation: Operation = operations[id];
    const path = (paths[operation.path] ??= {});
    path[operation.method] = operationObject(id, operation, schemas);
  }
  const webhooks = webhookObjects(schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'CloudMeet',
      version,
      summary: 'Video rooms that any SaaS product can put into its own dashboard',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    security: [{ apiKey: [] }, { accessToken: [] }],
    tags,
    paths,
    webhooks,
    components: {
      schemas: schemas.collected(),
      headers: headerComponents,
      parameters: parameterComponents,
      examples: problemExamples(Object.values(operations)),
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An API key, `cm_test_…` or `cm_live_…`. For servers only: it may do what a developer may.',
        },
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'The access token of somebody who signed in to the console, from POST /v1/auth/sign-in.',
        },
      },
    },
  };
}
export type OpenApiDocument = ReturnType<typeof openApiDocument>;
