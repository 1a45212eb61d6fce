import { z } from 'zod';
import { captureEventSchemas } from './capture-events.ts';
import { restEventSchemas } from './rest-events.ts';
import { roomEventSchemas } from './room-events.ts';
import { usageEventSchemas } from './usage-events.ts';

/** `data` of every webhook there is, by its type. */
export const webhookSchemas = {
  ...restEventSchemas,
  ...roomEventSchemas,
  ...captureEventSchemas,
  ...usageEventSchemas,
} as const;

export type WebhookType = keyof typeof webhookSchemas;
export const webhookTypes = Object.keys(webhookSchemas) as [WebhookType, ...WebhookType[]];
export const webhookTypeSchema = z.enum(webhookTypes).meta({ id: 'WebhookType' });

/** What is posted to an endpoint, one type of it. */
export function webhookBodySchema<Type extends WebhookType>(type: Type) {
  return z.object({
    type: z.literal(type),
    timestamp: z.iso.datetime().meta({ description: 'When it happened' }),
    seq: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'Number of the event in its room, without gaps; absent where there is no room' }),
    data: webhookSchemas[type],
  });
}

/** The body of a webhook as a receiver of all types sees it. */
export interface WebhookBody<Type extends WebhookType = WebhookType> {
  type: Type;
  timestamp: string;
  seq?: number | undefined;
  data: z.infer<(typeof webhookSchemas)[Type]>;
}
