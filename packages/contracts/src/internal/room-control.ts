import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { participantSchema } from '../room/participant.ts';

/**
 * What the API asks of the node that has a live room: `POST {internalUrl}/internal/rooms/{roomId}/{action}` with
 * `Authorization: Bearer <internal secret>`. The tenant comes along, so a node can refuse a room of another one.
 */
export const roomControlSchemas = {
  eject: z.strictObject({ tenantId: idSchema('tenant'), participantId: idSchema('participant') }),
  end: z.strictObject({ tenantId: idSchema('tenant'), reason: z.enum(['ended-by-api', 'room-deleted']) }),
  /** The room was changed over REST: the live room takes over name, limits and policies. */
  refresh: z.strictObject({ tenantId: idSchema('tenant') }),
  participants: z.strictObject({ tenantId: idSchema('tenant') }),
} as const;
export type RoomControlAction = keyof typeof roomControlSchemas;
export type RoomControlBody<Action extends RoomControlAction> = z.infer<(typeof roomControlSchemas)[Action]>;

/** What the node answers with 200; every other action answers 204. Errors are problems with their codes. */
export const roomControlReplySchemas = {
  /** Who is in, in the order they joined. */
  participants: z.object({ participants: z.array(participantSchema) }),
} as const;
