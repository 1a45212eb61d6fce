import type { OperationHandlers } from '../http/operation-handler.ts';
import { acceptInvitation } from './accept-invitation/handler.ts';
import { addAllowedOrigin } from './add-allowed-origin/handler.ts';
import { addSigningKey } from './add-signing-key/handler.ts';
import { admitWaiting } from './admit-waiting/handler.ts';
import { denyWaiting } from './deny-waiting/handler.ts';
import { updateParticipant } from './update-participant/handler.ts';
import { listWaiting } from './list-waiting/handler.ts';
import { answerMfa } from './answer-mfa/handler.ts';
import { beginMfa } from './begin-mfa/handler.ts';
import { changePassword } from './change-password/handler.ts';
import { confirmMfa } from './confirm-mfa/handler.ts';
import { createApiKey } from './create-api-key/handler.ts';
import { createRoom } from './create-room/handler.ts';
import { createTenant } from './create-tenant/handler.ts';
import { createWebhookEndpoint } from './create-webhook-endpoint/handler.ts';
import { deleteRoom } from './delete-room/handler.ts';
import { deleteWebhookEndpoint } from './delete-webhook-endpoint/handler.ts';
import { disableMfa } from './disable-mfa/handler.ts';
import { ejectParticipant } from './eject-participant/handler.ts';
import { endSession } from './end-session/handler.ts';
import { getBranding } from './get-branding/handler.ts';
import { getMe } from './get-me/handler.ts';
import { getRoom } from './get-room/handler.ts';
import { getSession } from './get-session/handler.ts';
import { getSessionTimeline } from './get-session-timeline/handler.ts';
import { getTenant } from './get-tenant/handler.ts';
import { getUsage } from './get-usage/handler.ts';
import { getWebhookDelivery } from './get-webhook-delivery/handler.ts';
import { getWebhookEndpoint } from './get-webhook-endpoint/handler.ts';
import { inspectInvitation } from './inspect-invitation/handler.ts';
import { inspectToken } from './inspect-token/handler.ts';
import { inviteMember } from './invite-member/handler.ts';
import { listAllowedOrigins } from './list-allowed-origins/handler.ts';
import { listApiKeys } from './list-api-keys/handler.ts';
import { listAuditLog } from './list-audit-log/handler.ts';
import { listInvitations } from './list-invitations/handler.ts';
import { listMembers } from './list-members/handler.ts';
import { listParticipants } from './list-participants/handler.ts';
import { listRequestLog } from './list-request-log/handler.ts';
import { listRooms } from './list-rooms/handler.ts';
import { listSessions } from './list-sessions/handler.ts';
import { listSigningKeys } from './list-signing-keys/handler.ts';
import { listUserSessions } from './list-user-sessions/handler.ts';
import { listWebhookDeliveries } from './list-webhook-deliveries/handler.ts';
import { listWebhookEndpoints } from './list-webhook-endpoints/handler.ts';
import { mintToken } from './mint-token/handler.ts';
import { refreshSession } from './refresh-session/handler.ts';
import { removeAllowedOrigin } from './remove-allowed-origin/handler.ts';
import { removeLogo } from './remove-logo/handler.ts';
import { removeMember } from './remove-member/handler.ts';
import { removeSigningKey } from './remove-signing-key/handler.ts';
import { replayWebhookDelivery } from './replay-webhook-delivery/handler.ts';
import { requestPasswordReset } from './request-password-reset/handler.ts';
import { resetPassword } from './reset-password/handler.ts';
import { revokeApiKey } from './revoke-api-key/handler.ts';
import { revokeInvitation } from './revoke-invitation/handler.ts';
import { revokeUserSession } from './revoke-user-session/handler.ts';
import { rotateApiKey } from './rotate-api-key/handler.ts';
import { rotateWebhookSecret } from './rotate-webhook-secret/handler.ts';
import { setLogo } from './set-logo/handler.ts';
import { signIn } from './sign-in/handler.ts';
import { signOut } from './sign-out/handler.ts';
import { signUp } from './sign-up/handler.ts';
import { startRecording } from './start-recording/handler.ts';
import { listRecordings } from './list-recordings/handler.ts';
import { getRecording } from './get-recording/handler.ts';
import { stopRecording } from './stop-recording/handler.ts';
import { downloadRecording } from './download-recording/handler.ts';
import { deleteRecording } from './delete-recording/handler.ts';
import { startStream } from './start-stream/handler.ts';
import { listStreams } from './list-streams/handler.ts';
import { getStream } from './get-stream/handler.ts';
import { stopStream } from './stop-stream/handler.ts';
import { updateBranding } from './update-branding/handler.ts';
import { updateMe } from './update-me/handler.ts';
import { updateMember } from './update-member/handler.ts';
import { updateRoom } from './update-room/handler.ts';
import { updateTenant } from './update-tenant/handler.ts';
import { updateWebhookEndpoint } from './update-webhook-endpoint/handler.ts';
import { verifyAuditLog } from './verify-audit-log/handler.ts';
import { createBudget } from './create-budget/handler.ts';
import { updateBudget } from './update-budget/handler.ts';
import { deleteBudget } from './delete-budget/handler.ts';
import { listBudgets } from './list-budgets/handler.ts';
import { getTenantPolicies } from './get-tenant-policies/handler.ts';
import { updateTenantPolicies } from './update-tenant-policies/handler.ts';

/** Every operation of the contracts with what carries it out. */
export const operationHandlers: OperationHandlers = {
  createRoom,
  listRooms,
  getRoom,
  updateRoom,
  deleteRoom,
  mintToken,
  inspectToken,
  listParticipants,
  ejectParticipant,
  updateParticipant,
  listWaiting,
  admitWaiting,
  denyWaiting,
  endSession,
  getTenant,
  updateTenant,
  getBranding,
  updateBranding,
  listAllowedOrigins,
  addAllowedOrigin,
  removeAllowedOrigin,
  listSigningKeys,
  addSigningKey,
  removeSigningKey,
  listApiKeys,
  createApiKey,
  revokeApiKey,
  startRecording,
  listRecordings,
  getRecording,
  stopRecording,
  downloadRecording,
  deleteRecording,
  startStream,
  listStreams,
  getStream,
  stopStream,
  createWebhookEndpoint,
  listWebhookEndpoints,
  getWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  listWebhookDeliveries,
  getWebhookDelivery,
  replayWebhookDelivery,
  acceptInvitation,
  answerMfa,
  beginMfa,
  changePassword,
  confirmMfa,
  createTenant,
  disableMfa,
  getMe,
  inspectInvitation,
  inviteMember,
  listInvitations,
  listMembers,
  listUserSessions,
  refreshSession,
  removeMember,
  requestPasswordReset,
  resetPassword,
  revokeInvitation,
  revokeUserSession,
  signIn,
  signOut,
  signUp,
  updateMe,
  updateMember,
  getSession,
  getSessionTimeline,
  getUsage,
  listAuditLog,
  listRequestLog,
  listSessions,
  verifyAuditLog,
  rotateApiKey,
  setLogo,
  removeLogo,
  getTenantPolicies,
  updateTenantPolicies,
  listBudgets,
  createBudget,
  updateBudget,
  deleteBudget,
};
