import { CloudMeetError } from '@cloudmeet/contracts';
import type { Request, RequestHandler } from 'express';
import type { Authenticator, Credential } from '../credentials/authenticator.ts';

const credentials = new WeakMap<Request, Credential>();

/** The credential that the request was authenticated with. */
export function credentialOf(request: Request): Credential {
  const credential = credentials.get(request);
  if (!credential) throw new CloudMeetError('unauthenticated');
  return credential;
}

/**
 * Authenticates a request. One without a valid credential counts for its address, so that nobody tries keys by the
 * thousand; a valid credential is never stopped by what others do at the same address.
 */
export function authenticateRequest(
  authenticator: Authenticator,
  perAddress: RequestHandler,
): RequestHandler {
  return async (request, response, next) => {
    try {
      credentials.set(request, await authenticator.authenticate(request.get('authorization')));
    } catch (error) {
      if (!(error instanceof CloudMeetError) || error.status !== 401) throw error;
      await perAddress(request, response, (limited?: unknown) => {
        next(limited ?? error);
      });
      return;
    }
    next();
  };
}
