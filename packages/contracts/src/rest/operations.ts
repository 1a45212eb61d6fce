import { z } from 'zod';
import type { ErrorCode } from '../errors/codes.ts';
import { idSchema } from '../ids.ts';
import { participantSchema } from '../room/participant.ts';
import { pageQuerySchema, pageSchema } from './page.ts';
import { createRoomSchema, listRoomsQuerySchema, roomSchema, updateRoomSchema } from './rooms.ts';
import {
  addOriginSchema,
  addSigningKeySchema,
  allowedOriginSchema,
  apiKeySchema,
  brandingSchema,
  createApiKeySchema,
  createdApiKeySchema,
  signingKeySchema,
  tenantSchema,
  updateTenantSchema,
} from './tenant.ts';
import { inspectTokenSchema, mintedTokenSchema, mintTokenSchema, tokenInspectionSchema } from './tokens.ts';

/** One REST operation. OpenAPI, request parsing and the API's route table derive from it. */
export interface Operation {
  method: 'get' | 'post' | 'patch' | 'delete';
  /** Path template in OpenAPI's form, `/v1/rooms/{roomId}`. */
  path: string;
  summary: string;
  tag: 'Rooms' | 'Tokens' | 'Participants' | 'Administration';
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Body may be left out altogether: then it is `{}`. */
  bodyOptional?: boolean;
  /** The thing has a version: answers carry it as ETag. */
  etag?: true;
  /** Takes If-Match with such an ETag; without it the change is made whatever the version. */
  ifMatch?: 'optional';
  status: 200 | 201 | 202 | 204;
  response?: z.ZodType;
  /** Errors beyond those that any operation can answer. */
  errors: readonly ErrorCode[];
}

const operation = <const One extends Operation>(one: One): One => one;
const room = z.object({ roomId: idSchema('room') });
const roomParticipant = room.extend({ participantId: idSchema('participant') });

/** Every operation by its operationId, which is also the name of its folder in the API. */
export const operations = {
  createRoom: operation({
    method: 'post',
    path: '/v1/rooms',
    summary: 'Create a room',
    tag: 'Rooms',
    body: createRoomSchema,
    bodyOptional: true,
    status: 201,
    response: roomSchema,
    etag: true,
    errors: [],
  }),
  listRooms: operation({
    method: 'get',
    path: '/v1/rooms',
    summary: 'List rooms, newest first',
    tag: 'Rooms',
    query: listRoomsQuerySchema,
    status: 200,
    response: pageSchema(roomSchema),
    errors: [],
  }),
  getRoom: operation({
    method: 'get',
    path: '/v1/rooms/{roomId}',
    summary: 'Read a room and its live session',
    tag: 'Rooms',
    params: room,
    status: 200,
    response: roomSchema,
    etag: true,
    errors: ['not-found'],
  }),
  updateRoom: operation({
    method: 'patch',
    path: '/v1/rooms/{roomId}',
    summary: 'Change a room',
    tag: 'Rooms',
    params: room,
    body: updateRoomSchema,
    ifMatch: 'optional',
    status: 200,
    response: roomSchema,
    etag: true,
    errors: ['not-found', 'stale-version'],
  }),
  deleteRoom: operation({
    method: 'delete',
    path: '/v1/rooms/{roomId}',
    summary: 'Delete a room and end its session',
    tag: 'Rooms',
    params: room,
    ifMatch: 'optional',
    status: 204,
    errors: ['not-found', 'stale-version'],
  }),
  mintToken: operation({
    method: 'post',
    path: '/v1/rooms/{roomId}/tokens',
    summary: 'Mint a room token',
    tag: 'Tokens',
    params: room,
    body: mintTokenSchema,
    bodyOptional: true,
    status: 201,
    response: mintedTokenSchema,
    errors: ['not-found', 'unprocessable'],
  }),
  inspectToken: operation({
    method: 'post',
    path: '/v1/tokens/inspect',
    summary: 'Say what a token allows and why it would be refused',
    tag: 'Tokens',
    body: inspectTokenSchema,
    status: 200,
    response: tokenInspectionSchema,
    errors: [],
  }),
  listParticipants: operation({
    method: 'get',
    path: '/v1/rooms/{roomId}/participants',
    summary: 'Who is in the room now',
    tag: 'Participants',
    params: room,
    query: pageQuerySchema,
    status: 200,
    response: pageSchema(participantSchema),
    errors: ['not-found'],
  }),
  ejectParticipant: operation({
    method: 'delete',
    path: '/v1/rooms/{roomId}/participants/{participantId}',
    summary: 'Eject somebody and keep them out for this session',
    tag: 'Participants',
    params: roomParticipant,
    status: 204,
    errors: ['not-found'],
  }),
  endSession: operation({
    method: 'post',
    path: '/v1/rooms/{roomId}/end',
    summary: 'End the live session for all',
    tag: 'Rooms',
    params: room,
    status: 204,
    errors: ['not-found'],
  }),

  getTenant: operation({
    method: 'get',
    path: '/v1/tenant',
    summary: 'Read the tenant',
    tag: 'Administration',
    status: 200,
    response: tenantSchema,
    errors: [],
  }),
  updateTenant: operation({
    method: 'patch',
    path: '/v1/tenant',
    summary: 'Rename the tenant',
    tag: 'Administration',
    body: updateTenantSchema,
    status: 200,
    response: tenantSchema,
    errors: [],
  }),
  getBranding: operation({
    method: 'get',
    path: '/v1/tenant/branding',
    summary: 'Read the branding',
    tag: 'Administration',
    status: 200,
    response: brandingSchema,
    errors: [],
  }),
  updateBranding: operation({
    method: 'patch',
    path: '/v1/tenant/branding',
    summary: 'Replace the branding',
    tag: 'Administration',
    body: brandingSchema,
    status: 200,
    response: brandingSchema,
    errors: [],
  }),
  listAllowedOrigins: operation({
    method: 'get',
    path: '/v1/tenant/allowed-origins',
    summary: 'List origins that may embed rooms',
    tag: 'Administration',
    query: pageQuerySchema,
    status: 200,
    response: pageSchema(allowedOriginSchema),
    errors: [],
  }),
  addAllowedOrigin: operation({
    method: 'post',
    path: '/v1/tenant/allowed-origins',
    summary: 'Allow an origin to embed rooms',
    tag: 'Administration',
    body: addOriginSchema,
    status: 201,
    response: allowedOriginSchema,
    errors: ['conflict', 'limit-reached'],
  }),
  removeAllowedOrigin: operation({
    method: 'delete',
    path: '/v1/tenant/allowed-origins/{originId}',
    summary: 'Remove an allowed origin',
    tag: 'Administration',
    params: z.object({ originId: idSchema('origin') }),
    status: 204,
    errors: ['not-found'],
  }),
  listSigningKeys: operation({
    method: 'get',
    path: '/v1/tenant/signing-keys',
    summary: "List the tenant's public signing keys",
    tag: 'Administration',
    query: pageQuerySchema,
    status: 200,
    response: pageSchema(signingKeySchema),
    errors: [],
  }),
  addSigningKey: operation({
    method: 'post',
    path: '/v1/tenant/signing-keys',
    summary: 'Register a public key for tokens you sign yourself',
    tag: 'Administration',
    body: addSigningKeySchema,
    status: 201,
    response: signingKeySchema,
    errors: ['conflict', 'limit-reached', 'unprocessable'],
  }),
  removeSigningKey: operation({
    method: 'delete',
    path: '/v1/tenant/signing-keys/{signingKeyId}',
    summary: 'Remove a signing key; its tokens stop working',
    tag: 'Administration',
    params: z.object({ signingKeyId: idSchema('signingKey') }),
    status: 204,
    errors: ['not-found'],
  }),
  listApiKeys: operation({
    method: 'get',
    path: '/v1/api-keys',
    summary: 'List API keys',
    tag: 'Administration',
    query: pageQuerySchema,
    status: 200,
    response: pageSchema(apiKeySchema),
    errors: [],
  }),
  createApiKey: operation({
    method: 'post',
    path: '/v1/api-keys',
    summary: 'Create an API key, shown once',
    tag: 'Administration',
    body: createApiKeySchema,
    bodyOptional: true,
    status: 201,
    response: createdApiKeySchema,
    errors: ['limit-reached'],
  }),
  revokeApiKey: operation({
    method: 'delete',
    path: '/v1/api-keys/{apiKeyId}',
    summary: 'Revoke an API key',
    tag: 'Administration',
    params: z.object({ apiKeyId: idSchema('apiKey') }),
    status: 204,
    errors: ['not-found', 'conflict'],
  }),
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
export const operationIds = Object.keys(operations) as [OperationId, ...OperationId[]];
