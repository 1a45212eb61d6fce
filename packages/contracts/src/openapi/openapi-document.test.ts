import { expect, test } from 'vitest';
import { z } from 'zod';
import { problemSchema } from '../errors/wire-error.ts';
import { operationErrors } from '../rest/operation-errors.ts';
import { operationIds, operations } from '../rest/operations.ts';
import type { Operation } from '../rest/operation.ts';
import { openApiDocument } from './openapi-document.ts';
import { operationExamples } from './operation-examples.ts';

const document = openApiDocument({ serverUrl: 'http://127.0.0.1:4400', version: '0.1.0' });
const text = JSON.stringify(document);

/** Codes of all problem responses of one operation. */
const problemCodes = z
  .record(
    z.string(),
    z.looseObject({
      content: z.record(z.string(), z.looseObject({ examples: z.object({}).loose().optional() })).optional(),
    }),
  )
  .transform((responses) =>
    Object.values(responses).flatMap(({ content }) =>
      Object.keys(content?.['application/problem+json']?.examples ?? {}),
    ),
  );

test('every example of a problem fits the schema of problems', () => {
  for (const { value } of Object.values(document.components.examples))
    expect(problemSchema.safeParse(value).error).toBeUndefined();
});

test.each(operationIds)('the examples of %s fit its schemas', (id) => {
  const operation: Operation = operations[id];
  const example = operationExamples(id);
  if (operation.body) expect(operation.body.safeParse(example.body).error).toBeUndefined();
  if (operation.response) expect(operation.response.safeParse(example.response).error).toBeUndefined();
});

test('every operation stands under its path and method, with every error it can answer', () => {
  for (const id of operationIds) {
    const operation: Operation = operations[id];
    const described = document.paths[operation.path]?.[operation.method];
    expect(described?.operationId).toBe(id);
    const codes = problemCodes.parse(described?.responses);
    expect(codes.sort()).toEqual(operationErrors(operation).sort());
  }
});

test('every path parameter is described and nothing else is', () => {
  for (const [path, methods] of Object.entries(document.paths))
    for (const { parameters } of Object.values(methods)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = parameters.filter((one) => 'in' in one && one.in === 'path');
      expect(described.map((one) => 'name' in one && one.name)).toEqual(named);
    }
});

test('every reference leads somewhere and every component is referred to', () => {
  const references = new Set(
    [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)].map(([, a, b]) => `${a}/${b}`),
  );
  const { securitySchemes: _named, ...kinds } = document.components;
  const components = Object.entries(kinds).flatMap(([kind, all]) =>
    Object.keys(all).map((name) => `${kind}/${name}`),
  );
  expect([...references].sort()).toEqual(components.sort());
});

test('nothing of zod shows: no private definitions, no dialect, no unrepresentable parts', () => {
  expect(text.match(/__schema|\$defs|\$schema|~standard/)).toBeNull();
});
