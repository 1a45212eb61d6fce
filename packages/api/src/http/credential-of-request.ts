import { CloudMeetError, operations } from '@cloudmeet/contracts';
import type { Operation, OperationId } from '@cloudmeet/contracts';
import type { Device, Person } from '@cloudmeet/platform/identity';
import type { Request, RequestHandler } from 'express';
import type { Authenticator } from '../credentials/authenticator.ts';
import { callerId } from '../credentials/credential.ts';
import type { Credential } from '../credentials/credential.ts';

/** Who asks: a credential of a tenant, a person of whatever tenants, or nobody that has to be known. */
export interface Caller {
  credential?: Credential;
  person?: Person;
}

const callers = new WeakMap<Request, Caller>();

/** Whom the request was authenticated as. */
export function callerOf(request: Request): Caller {
  return callers.get(request) ?? {};
}

/** The credential of a tenant that the request was authenticated with. */
export function credentialOf(request: Request): Credential {
  const { credential } = callerOf(request);
  if (!credential) throw new CloudMeetError('unauthenticated');
  return credential;
}

/** One name for whoever asks, to count by. */
export function callerKey(request: Request): string {
  const { credential, person } = callerOf(request);
  return credential ? callerId(credential) : (person?.userId ?? 'nobody');
}

/** What the request says of where it comes from. */
export function deviceOf(request: Request): Device {
  return { userAgent: request.get('user-agent') ?? null, address: request.ip ?? null };
}

async function authenticate(id: OperationId, request: Request, authenticator: Authenticator) {
  const { auth }: Operation = operations[id];
  const authorization = request.get('authorization');
  if (auth === 'public') return {};
  if (auth === 'user') return { person: await authenticator.authenticatePerson(authorization) };
  return { credential: await authenticator.authenticate(authorization, request.get('cloudmeet-tenant')) };
}

/**
 * Authenticates the requests of an operation. One without a valid credential counts for its address, so that nobody
 * tries keys by the thousand; a valid credential is never stopped by what others do at the same address. Operations
 * that are open to all count for the address always.
 */
export function authenticateRequest(
  id: OperationId,
  authenticator: Authenticator,
  limits: { perAddress: RequestHandler; perCaller: RequestHandler },
): RequestHandler {
  const { auth }: Operation = operations[id];
  return async (request, response, next) => {
    try {
      callers.set(request, await authenticate(id, request, authenticator));
    } catch (error) {
      if (!(error instanceof CloudMeetError) || error.status !== 401) throw error;
      await limits.perAddress(request, response, (limited?: unknown) => {
        next(limited ?? error);
      });
      return;
    }
    await (auth === 'public' ? limits.perAddress : limits.perCaller)(request, response, next);
  };
}
