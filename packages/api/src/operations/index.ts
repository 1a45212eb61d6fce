import type { OperationHandlers } from '../http/operation-handler.ts';
import { addAllowedOrigin } from './add-allowed-origin/handler.ts';
import { addSigningKey } from './add-signing-key/handler.ts';
import { createApiKey } from './create-api-key/handler.ts';
import { createRoom } from './create-room/handler.ts';
import { createWebhookEndpoint } from './create-webhook-endpoint/handler.ts';
import { deleteRoom } from './delete-room/handler.ts';
import { deleteWebhookEndpoint } from './delete-webhook-endpoint/handler.ts';
import { ejectParticipant } from './eject-participant/handler.ts';
import { endSession } from './end-session/handler.ts';
import { getBranding } from './get-branding/handler.ts';
import { getRoom } from './get-room/handler.ts';
import { getTenant } from './get-tenant/handler.ts';
import { getWebhookDelivery } from './get-webhook-delivery/handler.ts';
import { getWebhookEndpoint } from './get-webhook-endpoint/handler.ts';
import { inspectToken } from './inspect-token/handler.ts';
import { listAllowedOrigins } from './list-allowed-origins/handler.ts';
import { listApiKeys } from './list-api-keys/handler.ts';
import { listParticipants } from './list-participants/handler.ts';
import { listRooms } from './list-rooms/handler.ts';
import { listSigningKeys } from './list-signing-keys/handler.ts';
import { listWebhookDeliveries } from './list-webhook-deliveries/handler.ts';
import { listWebhookEndpoints } from './list-webhook-endpoints/handler.ts';
import { mintToken } from './mint-token/handler.ts';
import { removeAllowedOrigin } from './remove-allowed-origin/handler.ts';
import { removeSigningKey } from './remove-signing-key/handler.ts';
import { replayWebhookDelivery } from './replay-webhook-delivery/handler.ts';
import { revokeApiKey } from './revoke-api-key/handler.ts';
import { rotateWebhookSecret } from './rotate-webhook-secret/handler.ts';
import { updateBranding } from './update-branding/handler.ts';
import { updateRoom } from './update-room/handler.ts';
import { updateTenant } from './update-tenant/handler.ts';
import { updateWebhookEndpoint } from './update-webhook-endpoint/handler.ts';

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
  createWebhookEndpoint,
  listWebhookEndpoints,
  getWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  listWebhookDeliveries,
  getWebhookDelivery,
  replayWebhookDelivery,
};
