import { sha256Hex } from '@cloudmeet/service-kit';
import type { RequestHandler } from 'express';
import type { ServiceKeys } from '../tokens/service-keys.ts';

/**
 * `GET /.well-known/jwks.json`: the public keys of this deployment (RFC 7517 section 5). Kept for five minutes; a new
 * key may sign before that, so who meets an unknown `kid` asks again.
 */
export function jwks(serviceKeys: ServiceKeys): RequestHandler {
  return async (request, response) => {
    await serviceKeys.signer();
    const text = JSON.stringify({ keys: await serviceKeys.published() });
    response.set({ 'Cache-Control': 'public, max-age=300', ETag: `"${sha256Hex(text).slice(0, 32)}"` });
    if (request.fresh) response.status(304).end();
    else response.type('application/jwk-set+json').send(text);
  };
}
