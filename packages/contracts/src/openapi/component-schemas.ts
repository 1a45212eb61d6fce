import { z } from 'zod';

/** A JSON Schema (2020-12) as OpenAPI 3.1 uses it. */
export type JsonSchema = Record<string, unknown>;

/** Collects schemas that have an `id`, so that each stands once under `components/schemas`. */
export interface ComponentSchemas {
  /** The schema, with references to the collected ones. `output`: after the transforms, e.g. a number. */
  of(schema: z.ZodType, io?: 'input' | 'output'): JsonSchema;
  collected(): Record<string, JsonSchema>;
}

const safeBounds: unknown[] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

/** Leaves out what says nothing to a reader: a pattern beside `format`, bounds of every whole number. */
function simplify({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  for (const bound of ['minimum', 'maximum'])
    if (safeBounds.includes(jsonSchema[bound])) delete jsonSchema[bound];
}

const ownReference = '#/$defs/';

/** References become those of OpenAPI; zod's unnamed definition of any JSON value becomes the empty schema. */
function withReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReferences);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, inner]: [string, unknown]) =>
    key === '$ref' && typeof inner === 'string' && inner.startsWith(ownReference)
      ? [key, inner.replace(ownReference, '#/components/schemas/')]
      : [key, withReferences(inner)],
  );
  return Object.fromEntries(members.filter(([, inner]) => !isUnnamed(inner)));
}

/** zod's own name for the recursive schema of any JSON value: without its reference the schema is empty. */
function isUnnamed(reference: unknown): boolean {
  return typeof reference === 'string' && reference.startsWith('#/components/schemas/__schema');
}

const recordSchema = z.record(z.string(), z.unknown());
const definitionsSchema = z.record(z.string(), recordSchema);

export function createComponentSchemas(): ComponentSchemas {
  const components = new Map<string, JsonSchema>();
  return {
    of(schema, io = 'input') {
      const whole = recordSchema.parse(
        withReferences(z.toJSONSchema(schema, { io, unrepresentable: 'any', override: simplify })),
      );
      const { $schema: _dialect, '~standard': _zod, $defs, ...own } = whole;
      for (const [name, definition] of Object.entries(definitionsSchema.parse($defs ?? {})))
        if (!name.startsWith('__schema')) components.set(name, definition);
      return own;
    },
    collected: () => Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
