import { z } from 'zod';
import { limits } from '../limits.ts';

const pageLimit = `must be a whole number from 1 to ${String(limits.pageLimitMax)}`;

export const pageQuerySchema = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,4}$/, pageLimit)
    .transform(Number)
    .pipe(z.int().min(1, pageLimit).max(limits.pageLimitMax, pageLimit))
    .optional()
    .meta({ description: `1 to ${String(limits.pageLimitMax)}, default ${String(limits.pageLimitDefault)}` }),
  cursor: z.string().min(1).max(limits.cursorLength).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** A page of a list: `nextCursor` is null on the last one. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}
export interface Page<Item> {
  data: Item[];
  nextCursor: string | null;
}
