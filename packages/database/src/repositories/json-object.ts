import { z } from 'zod';

const objectSchema = z.record(z.string(), z.json());

/** A typed value as the plain JSON object that a column stores: fields that are undefined are left out. */
export function toJsonObject(value: object): z.infer<typeof objectSchema> {
  return objectSchema.parse(JSON.parse(JSON.stringify(value)));
}
