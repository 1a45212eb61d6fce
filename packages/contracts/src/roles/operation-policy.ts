import type { Operation } from '../rest/operation.ts';
import { operationIds, operations } from '../rest/operations.ts';
import type { OperationId } from '../rest/operations.ts';
import type { ApiKeyScope } from './api-key-scope.ts';
import { isAtLeast } from './member-role.ts';
import type { MemberRole } from './member-role.ts';

/** Who may call an operation of a tenant, and how the audit log names what it changes. */
export interface OperationPolicy {
  /** The least role of a member that may. */
  least: MemberRole;
  /** What an API key needs; it acts as a developer, so `least` above that is out of its reach. */
  scope: ApiKeyScope;
  /** What a change is noted under; `null` where nothing is kept that could be looked up later. */
  audit: string | null;
}

type Specs = typeof operations;
/** Operations of a tenant: all but those of signing in. */
export type TenantOperationId = {
  [Id in OperationId]: Specs[Id] extends { auth: string } ? never : Id;
}[OperationId];
type PolicyOf<Id extends TenantOperationId> = Specs[Id] extends { method: 'get' }
  ? OperationPolicy & { audit: null }
  : OperationPolicy;

const reads = (least: MemberRole, scope: ApiKeyScope) => ({ least, scope, audit: null }) as const;
const changes = (least: MemberRole, scope: ApiKeyScope, audit: string) => ({ least, scope, audit }) as const;

/**
 * The one table of the administration: every operation has its row or nothing compiles. Minting and inspecting tokens
 * leave nothing behind, so they are not in the audit log.
 */
export const operationPolicies: { readonly [Id in TenantOperationId]: PolicyOf<Id> } = {
  listRooms: reads('viewer', 'rooms:read'),
  getRoom: reads('viewer', 'rooms:read'),
  createRoom: changes('developer', 'rooms:write', 'room'),
  updateRoom: changes('developer', 'rooms:write', 'room'),
  deleteRoom: changes('developer', 'rooms:write', 'room'),
  endSession: changes('developer', 'participants:write', 'room'),
  listParticipants: reads('viewer', 'rooms:read'),
  updateParticipant: changes('developer', 'participants:write', 'participant'),
  ejectParticipant: changes('developer', 'participants:write', 'participant'),
  listWaiting: reads('viewer', 'rooms:read'),
  admitWaiting: changes('developer', 'participants:write', 'participant'),
  denyWaiting: changes('developer', 'participants:write', 'participant'),
  mintToken: reads('developer', 'tokens:write'),
  inspectToken: reads('developer', 'tokens:write'),

  startRecording: changes('developer', 'recordings:write', 'recording'),
  listRecordings: reads('viewer', 'recordings:read'),
  getRecording: reads('viewer', 'recordings:read'),
  stopRecording: changes('developer', 'recordings:write', 'recording'),
  downloadRecording: reads('viewer', 'recordings:read'),
  deleteRecording: changes('developer', 'recordings:write', 'recording'),
  startStream: changes('developer', 'streams:write', 'stream'),
  listStreams: reads('viewer', 'streams:read'),
  getStream: reads('viewer', 'streams:read'),
  stopStream: changes('developer', 'streams:write', 'stream'),

  createWebhookEndpoint: changes('developer', 'webhooks:write', 'webhookEndpoint'),
  listWebhookEndpoints: reads('viewer', 'webhooks:read'),
  getWebhookEndpoint: reads('viewer', 'webhooks:read'),
  updateWebhookEndpoint: changes('developer', 'webhooks:write', 'webhookEndpoint'),
  deleteWebhookEndpoint: changes('developer', 'webhooks:write', 'webhookEndpoint'),
  rotateWebhookSecret: changes('developer', 'webhooks:write', 'webhookEndpoint'),
  listWebhookDeliveries: reads('developer', 'webhooks:read'),
  getWebhookDelivery: reads('developer', 'webhooks:read'),
  replayWebhookDelivery: changes('developer', 'webhooks:write', 'webhookDelivery'),

  getTenant: reads('viewer', 'tenant:read'),
  updateTenant: changes('developer', 'tenant:write', 'tenant'),
  getTenantPolicies: reads('viewer', 'tenant:read'),
  updateTenantPolicies: changes('admin', 'tenant:write', 'tenantPolicies'),
  getBranding: reads('viewer', 'tenant:read'),
  updateBranding: changes('developer', 'tenant:write', 'tenant'),
  setLogo: changes('developer', 'tenant:write', 'tenant'),
  removeLogo: changes('developer', 'tenant:write', 'tenant'),
  listAllowedOrigins: reads('viewer', 'tenant:read'),
  addAllowedOrigin: changes('developer', 'tenant:write', 'origin'),
  removeAllowedOrigin: changes('developer', 'tenant:write', 'origin'),
  listSigningKeys: reads('viewer', 'keys:read'),
  addSigningKey: changes('developer', 'keys:write', 'signingKey'),
  removeSigningKey: changes('developer', 'keys:write', 'signingKey'),
  listApiKeys: reads('viewer', 'keys:read'),
  createApiKey: changes('developer', 'keys:write', 'apiKey'),
  rotateApiKey: changes('developer', 'keys:write', 'apiKey'),
  revokeApiKey: changes('developer', 'keys:write', 'apiKey'),

  listMembers: reads('viewer', 'tenant:read'),
  inviteMember: changes('admin', 'tenant:write', 'invitation'),
  updateMember: changes('admin', 'tenant:write', 'member'),
  removeMember: changes('admin', 'tenant:write', 'member'),
  listInvitations: reads('admin', 'tenant:read'),
  revokeInvitation: changes('admin', 'tenant:write', 'invitation'),

  listSessions: reads('viewer', 'rooms:read'),
  getSession: reads('viewer', 'rooms:read'),
  getSessionTimeline: reads('viewer', 'rooms:read'),
  getUsage: reads('viewer', 'usage:read'),
  listBudgets: reads('viewer', 'usage:read'),
  createBudget: changes('developer', 'usage:write', 'budget'),
  updateBudget: changes('developer', 'usage:write', 'budget'),
  deleteBudget: changes('developer', 'usage:write', 'budget'),
  listRequestLog: reads('developer', 'audit:read'),
  listAuditLog: reads('developer', 'audit:read'),
  verifyAuditLog: reads('developer', 'audit:read'),
};

/** The row of an operation; none for signing in, which belongs to no tenant. */
export function policyOf(id: OperationId): OperationPolicy | undefined {
  return (operationPolicies as Partial<Record<OperationId, OperationPolicy>>)[id];
}

/** Operations of a tenant, by their ids. */
export const tenantOperationIds: OperationId[] = operationIds.filter((id) => {
  const operation: Operation = operations[id];
  return operation.auth === undefined;
});

/** True when a member of this role may call it. */
export function roleMay(role: MemberRole, { least }: OperationPolicy): boolean {
  return isAtLeast(role, least);
}

/** True when an API key with these scopes (null: all) may call it. */
export function keyMay(scopes: readonly ApiKeyScope[] | null, { least, scope }: OperationPolicy): boolean {
  return isAtLeast('developer', least) && (scopes === null || scopes.includes(scope));
}
