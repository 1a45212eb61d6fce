import {
  keyMay,
  newId,
  operationExamples,
  operations,
  policyOf,
  tenantOperationIds,
} from '@cloudmeet/contracts';
import type { Operation, OperationId } from '@cloudmeet/contracts';
import type supertest from 'supertest';
import type { ApiWorld } from './api-world.ts';

/** Ids for the parameters of paths, by the parameter's name. */
export type PathIds = Record<string, string>;

/** Ids of the right shape that are nobody's. */
export const nobodysIds: PathIds = {
  roomId: newId('room'),
  participantId: newId('participant'),
  originId: newId('origin'),
  signingKeyId: newId('signingKey'),
  apiKeyId: newId('apiKey'),
  userId: newId('user'),
  sessionId: newId('session'),
  invitationId: newId('invitation'),
  endpointId: newId('webhookEndpoint'),
  deliveryId: newId('delivery'),
  recordingId: newId('recording'),
  streamId: newId('stream'),
  budgetId: newId('budget'),
};

/** Every operation of a tenant with the names of its path parameters, as the contracts have them now. */
export const allOperations = tenantOperationIds.map((id) => {
  const operation: Operation = operations[id];
  return { id, operation, parameters: Object.keys(operation.params?.shape ?? {}) };
});

/** The log of requests grows by being asked, and a link to a file is another one each time. */
const changesByItself: readonly string[] = ['listRequestLog', 'downloadRecording'];

/** What shows the state of a tenant: all that can be read and stays the same. */
export const readable = allOperations.filter(
  ({ id, operation }) => operation.method === 'get' && !changesByItself.includes(id),
);

/** The address of an operation. A parameter that nobody gave an id for fails the test, so none is forgotten. */
export function pathOf(operation: Operation, ids: PathIds): string {
  return operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`There is no id for the parameter ${name}: add one to the test.`);
    return id;
  });
}

/** The tenant's key, or its owner's access token where an operation is beyond every key. */
export function authorizationFor(
  world: ApiWorld,
  id: OperationId,
  given?: string | null,
): string | null | undefined {
  const policy = policyOf(id);
  if (!policy || keyMay(null, policy)) return given;
  const key = given === undefined ? `Bearer ${world.ours.apiKey}` : given;
  const tenant = [world.ours, world.theirs].find(({ apiKey }) => key === `Bearer ${apiKey}`);
  return tenant ? `Bearer ${tenant.ownerToken}` : given;
}

/** A good request of an operation: the body is the one of its documentation. */
export function requestOf(
  world: ApiWorld,
  id: OperationId,
  ids: PathIds,
  authorization?: string | null,
): supertest.Test {
  const operation: Operation = operations[id];
  const request = world.call(
    operation.method,
    pathOf(operation, ids),
    authorizationFor(world, id, authorization),
  );
  const { body } = operationExamples(id);
  return body === undefined ? request : request.send(body as object);
}
