import type { z } from 'zod';
import { takesIdempotencyKey } from '../rest/operation.ts';
import type { Operation } from '../rest/operation.ts';
import type { OperationId } from '../rest/operations.ts';
import type { ComponentSchemas, JsonSchema } from './component-schemas.ts';
import { operationExamples } from './operation-examples.ts';
import { successHeaders } from './headers.ts';
import { problemResponses } from './problem-responses.ts';

const successWords = { 200: 'Done', 201: 'Created', 202: 'Accepted', 204: 'Done; there is nothing to say' };

function parameters(shape: z.ZodObject | undefined, where: 'path' | 'query', schemas: ComponentSchemas) {
  const fields: Record<string, z.ZodType> = shape?.shape ?? {};
  return Object.entries(fields).map(([name, field]) => {
    const { description, ...schema }: JsonSchema = schemas.of(field, 'output');
    return {
      name,
      in: where,
      required: where === 'path',
      ...(description === undefined ? {} : { description }),
      schema,
    };
  });
}

function headerParameters(operation: Operation) {
  const names = [
    ...(operation.auth === undefined ? ['Tenant'] : []),
    ...(takesIdempotencyKey(operation) ? ['IdempotencyKey'] : []),
    ...(operation.ifMatch ? ['IfMatch'] : []),
  ];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

function requestBody(id: OperationId, operation: Operation, schemas: ComponentSchemas) {
  if (!operation.body) return {};
  const { body: example } = operationExamples(id);
  const content = { 'application/json': { schema: schemas.of(operation.body), example } };
  return { requestBody: { required: !operation.bodyOptional, content } };
}

function success(id: OperationId, operation: Operation, schemas: ComponentSchemas) {
  const head = { description: successWords[operation.status], headers: successHeaders(operation) };
  if (!operation.response) return head;
  const { response: example } = operationExamples(id);
  const json = { 'application/json': { schema: schemas.of(operation.response), example } };
  const csv = operation.csv ? { 'text/csv': { schema: { type: 'string' } } } : {};
  return { ...head, content: { ...json, ...csv } };
}

/** Nobody has to be known, somebody has, or it is as for the whole document. */
function security({ auth }: Operation) {
  if (auth === 'public') return { security: [] };
  return auth === 'user' ? { security: [{ accessToken: [] }] } : {};
}

/** One operation as an OpenAPI Operation Object. */
export function operationObject(id: OperationId, operation: Operation, schemas: ComponentSchemas) {
  return {
    operationId: id,
    summary: operation.summary,
    tags: [operation.tag],
    ...security(operation),
    parameters: [
      ...parameters(operation.params, 'path', schemas),
      ...parameters(operation.query, 'query', schemas),
      ...headerParameters(operation),
    ],
    ...requestBody(id, operation, schemas),
    responses: { [operation.status]: success(id, operation, schemas), ...problemResponses(operation) },
  };
}
