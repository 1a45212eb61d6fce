import type { SystemStatement } from './query.ts';

const call = (name: string, parameters: number): SystemStatement => ({
  name,
  text: `SELECT * FROM ${name}(${Array.from({ length: parameters }, (_, i) => `$${String(i + 1)}`).join(', ')})`,
});

/** Every function of the migrations that looks across tenants: what each is for stands beside its definition. */
export const systemStatements = {
  findApiKey: call('system_find_api_key', 1),
  findRoomPage: call('system_find_room_page', 1),
  findSigningKey: call('system_find_signing_key', 2),
  findUser: call('system_find_user', 1),
  listMemberships: call('system_list_memberships', 1),
  createUser: call('system_create_user', 4),
  findPrincipal: call('system_find_principal', 3),
  ensureUser: call('system_ensure_user', 5),
  setPassword: call('system_set_password', 2),
  renameUser: call('system_rename_user', 2),
  findInvitation: call('system_find_invitation', 1),
  listDueBudgets: call('system_list_due_budgets', 2),
  listUnmetered: call('system_list_unmetered', 1),
  logRequests: call('system_log_requests', 1),
  purgeRequestLog: call('system_purge_request_log', 2),
  findLogo: call('system_find_logo', 1),
  purgeIdentity: call('system_purge_identity', 2),
  findLease: call('system_find_lease', 1),
  renewLeases: call('system_renew_leases', 4),
  listOrphanedRooms: call('system_list_orphaned_rooms', 1),
  listSessionsOfDeletedRooms: call('system_list_sessions_of_deleted_rooms', 1),
  leaseOutbox: call('system_lease_outbox', 2),
  finishOutbox: call('system_finish_outbox', 1),
  retryOutbox: call('system_retry_outbox', 2),
  purge: call('system_purge', 2),
  fanOutWebhooks: call('system_fan_out_webhooks', 3),
  dispatchWebhooks: call('system_dispatch_webhooks', 4),
  purgeWebhooks: call('system_purge_webhooks', 2),
  dispatchCaptures: call('system_dispatch_captures', 3),
  listRunningCaptures: call('system_list_running_captures', 2),
  listExpiredCaptures: call('system_list_expired_captures', 2),
  listCapturesAt: call('system_list_captures_at', 1),
  listDeletedCaptures: call('system_list_deleted_captures', 1),
  listUntrimmedCaptures: call('system_list_untrimmed_captures', 2),
} as const;
