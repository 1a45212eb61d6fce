import type { z } from 'zod';
import { captureExamples } from './capture-examples.ts';
import { historyExamples } from './history-examples.ts';
import { memberExamples, signInExamples } from './identity-examples.ts';
import { defaultPolicies } from '../roles/policies.ts';
import type { PresentParticipant } from '../rest/present.ts';
import type { OperationId, operations } from '../rest/operations.ts';
import type { Room } from '../rest/rooms.ts';
import type { AllowedOrigin, ApiKey, SigningKey, Tenant } from '../rest/tenant.ts';
import type { PublicKeyJwk } from '../rest/tokens.ts';
import { webhookExamples } from './webhook-examples.ts';

type BodyExample<One> = One extends { body: infer Body extends z.ZodType } ? { body: z.input<Body> } : object;
type ResponseExample<One> = One extends { response: infer Response extends z.ZodType }
  ? { response: z.output<Response> }
  : object;
type Examples = {
  [Id in OperationId]: BodyExample<(typeof operations)[Id]> & ResponseExample<(typeof operations)[Id]>;
};

const at = '2026-11-21T09:30:00.000Z';
const roomId = 'rm_7Hq2vMx9TtKe4LbN0cWdPzRs';
const tenantId = 'tnt_b3Xk8PzQ1vWn6RtY5mLs0JcD';

const room: Room = {
  id: roomId,
  name: 'Weekly check-in',
  url: `https://rooms.example.com/r/${roomId}`,
  mode: 'auto',
  maxParticipants: 6,
  lobby: true,
  locked: false,
  policies: { ...defaultPolicies, 'screen.share': 'on-request' },
  recording: {},
  externalId: 'customer-4711',
  metadata: { plan: 'team' },
  test: true,
  createdAt: at,
  updatedAt: at,
  session: { id: 'ses_Q9wErT5yUiOpAs3DfGhJkLzX', topology: 'p2p', participantCount: 2, startedAt: at },
};
const newRoom = { ...room, session: null };

const participant: PresentParticipant = {
  id: 'par_M2nBvCxZ8aSdFgH4jKlQwErT',
  userId: 'user-17',
  name: 'Anna Papadaki',
  role: 'moderator',
  joinedAt: at,
  audio: true,
  video: true,
  screen: false,
  granted: [],
  connected: true,
  quality: 'good',
};

const tenant: Tenant = { id: tenantId, name: 'Example Clinics', createdAt: at };
const origin: AllowedOrigin = {
  id: 'org_5tGbYhNuJmIk8LoPqAzWsXeD',
  origin: 'https://app.example.com',
  createdAt: at,
};
const publicKeyJwk: PublicKeyJwk = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};
const signingKey: SigningKey = {
  id: 'sgn_R4fVtGbYhNuJmIk7OlPqAzWs',
  kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  algorithm: 'EdDSA',
  publicKeyJwk,
  createdAt: at,
};
const apiKey: ApiKey = {
  id: 'key_Z1xCvBnM6aSdFgHjKlQ3wErT',
  name: 'Production server',
  kind: 'live',
  prefix: 'cm_live_8Kd2',
  createdAt: at,
  lastUsedAt: null,
  scopes: null,
  expiresAt: null,
};
const token =
  'eyJhbGciOiJFZERTQSIsInR5cCI6ImNtLXJvb20rand0Iiwia2lkIjoiaHR3biJ9.eyJyb2xlIjoiaG9zdCJ9.c2lnbmF0dXJl';
const branding = {
  accent: '#1870ba',
  radius: 8,
  font: 'inter',
  colorScheme: 'auto',
  language: 'auto',
  texts: { waiting: { en: 'The doctor will let you in shortly.', el: 'Ο γιατρός θα σας δεχτεί σε λίγο.' } },
  supportUrl: 'https://example.com/help',
} as const;
const page = <Item>(item: Item) => ({ data: [item], nextCursor: null });

const examples: Examples = {
  createRoom: {
    body: {
      name: 'Weekly check-in',
      maxParticipants: 6,
      lobby: true,
      policies: { 'screen.share': 'on-request' },
      externalId: 'customer-4711',
      metadata: { plan: 'team' },
    },
    response: newRoom,
  },
  listRooms: { response: page(room) },
  getRoom: { response: room },
  updateRoom: { body: { lobby: false }, response: { ...room, lobby: false } },
  deleteRoom: {},
  mintToken: {
    body: { role: 'host', userId: 'user-17', name: 'Anna Papadaki', expiresInSeconds: 3600 },
    response: { token, expiresAt: '2026-11-21T10:30:00.000Z', joinUrl: `${room.url}#token=${token}` },
  },
  inspectToken: {
    body: { token },
    response: {
      valid: false,
      code: 'token-expired',
      reason: 'The token has expired.',
      fix: 'Mint a new token just before joining.',
      claims: { sub: 'user-17', tid: tenantId, rid: roomId, role: 'host' },
      allows: [],
    },
  },
  listParticipants: { response: page(participant) },
  updateParticipant: { body: { audio: false } },
  listWaiting: { response: page({ id: 'par_R8tYuIoP5lKjHgF2dSaZxCvB', name: 'Nikos Vlahos', since: at }) },
  admitWaiting: {},
  denyWaiting: {},
  ejectParticipant: {},
  endSession: {},
  ...webhookExamples,
  ...captureExamples,
  ...signInExamples,
  ...memberExamples,
  ...historyExamples,
  getTenant: { response: tenant },
  updateTenant: { body: { name: 'Example Clinics' }, response: tenant },
  getTenantPolicies: { response: { ...defaultPolicies, 'recording.start': 'hosts' } },
  updateTenantPolicies: {
    body: { 'recording.start': 'hosts' },
    response: { ...defaultPolicies, 'recording.start': 'hosts' },
  },
  getBranding: { response: branding },
  updateBranding: { body: branding, response: branding },
  setLogo: {
    body: {
      data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    },
    response: { ...branding, logoUrl: 'https://api.example.com/branding/lgo_7Hq2vMx9TtKe4LbN0cWdPzRs' },
  },
  removeLogo: {},
  listAllowedOrigins: { response: page(origin) },
  addAllowedOrigin: { body: { origin: 'https://app.example.com' }, response: origin },
  removeAllowedOrigin: {},
  listSigningKeys: { response: page(signingKey) },
  addSigningKey: { body: { publicKeyJwk }, response: signingKey },
  removeSigningKey: {},
  listApiKeys: { response: page(apiKey) },
  createApiKey: {
    body: { name: 'Production server', kind: 'live' },
    response: { ...apiKey, key: 'cm_live_8Kd2…' },
  },
  rotateApiKey: { body: { overlapSeconds: 3600 }, response: { ...apiKey, key: 'cm_live_8Kd2…' } },
  revokeApiKey: {},
};

/** Body and answer of an operation as the documentation shows them; both fit their schemas. */
export function operationExamples(id: OperationId): { body?: unknown; response?: unknown } {
  return examples[id];
}
