import { invalid } from '@cloudmeet/contracts';
import type { Request } from 'express';
import type { z } from 'zod';

/** The body of a request, as its schema says. @throws CloudMeetError `invalid-request` */
export function parseBody<Schema extends z.ZodType>(schema: Schema, request: Request): z.infer<Schema> {
  const parsed = schema.safeParse(request.body);
  if (!parsed.success) throw invalid(parsed.error);
  return parsed.data;
}
