export { auditHash, checkAuditChain } from './audit/audit-chain.ts';
export type { AuditRecord } from './audit/audit-chain.ts';
export { isConflict, isUnavailable } from './connection/database-errors.ts';
export { appRole } from './connection/pool.ts';
export type { PoolOptions } from './connection/pool.ts';
export { retryConflicts } from './connection/retry-conflicts.ts';
export type { RetryOptions } from './connection/retry-conflicts.ts';
export { createDatabase } from './database.ts';
export type { Database, DatabaseOptions, TenantDatabase, TransactionOptions } from './database.ts';
export { decodeCursor, encodeCursor } from './pagination/cursor.ts';
export type * from './identity/attempts.ts';
export type { IdentityDatabase } from './identity/identity-database.ts';
export type { OfferRecord } from './identity/invitations.ts';
export type * from './identity/factors.ts';
export type * from './identity/sessions.ts';
export type * from './identity/users.ts';
export type { PageRequest } from './pagination/list-page.ts';
export type * from './repositories/allowed-origins.ts';
export type * from './repositories/api-keys.ts';
export type * from './repositories/audit.ts';
export type * from './repositories/bans.ts';
export type * from './repositories/budgets.ts';
export type * from './repositories/capture-record.ts';
export type * from './repositories/capture-segments.ts';
export type * from './repositories/captures.ts';
export type * from './repositories/entries.ts';
export type * from './repositories/idempotency.ts';
export type * from './repositories/history.ts';
export type * from './repositories/invitations.ts';
export type * from './repositories/logo.ts';
export type * from './repositories/request-log.ts';
export type * from './repositories/usage.ts';
export { foldUsage, noUsage } from './usage/fold-usage.ts';
export type * from './usage/fold-usage.ts';
export type { NewRequestLogEntry } from './system/history.ts';
export type { Repositories } from './repositories/index.ts';
export type { AcquireResult, LeaseNode, LeaseRecord, LeaseRepository } from './repositories/leases.ts';
export type * from './repositories/members.ts';
export type * from './repositories/outbox.ts';
export type * from './repositories/participants.ts';
export type { RoomRecord } from './repositories/room-record.ts';
export type * from './repositories/rooms.ts';
export type * from './repositories/sessions.ts';
export type {
  AddSigningKeyResult,
  NewSigningKey,
  PublicKeyJwk,
  SigningAlgorithm,
  SigningKeyRecord,
  SigningKeyRepository,
} from './repositories/signing-keys.ts';
export type { TenantRecord, TenantRepository } from './repositories/tenants.ts';
export type * from './repositories/webhook-deliveries.ts';
export type { WebhookDeliveryRecord } from './repositories/webhook-delivery-record.ts';
export type * from './repositories/webhook-endpoints.ts';
export type * from './system/captures.ts';
export type * from './system/media-nodes.ts';
export type * from './system/queue-messages.ts';
export type * from './system/recorders.ts';
export type * from './system/webhooks.ts';
export type { NewServiceKey, ServiceKeyRecord, ServiceKeyRepository } from './system/service-keys.ts';
export type { SystemRepository, UserRecord } from './system/system-repository.ts';
export type { LeasedMessage, MembershipRecord, RoomPageRecord } from './system/system-rows.ts';
export { EmbeddedPostgresError } from './embedded/embedded-postgres-error.ts';
export type { EmbeddedPostgresProblem } from './embedded/embedded-postgres-error.ts';
export { startEmbeddedPostgres } from './embedded/start-embedded-postgres.ts';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded/start-embedded-postgres.ts';
export { migrateDatabase } from './migrate/migrate-database.ts';
export type { MigrateOptions } from './migrate/migrate-database.ts';
