import { CloudMeetError, kidSchema, roomTokenAlgorithms, roomTokenType } from '@cloudmeet/contracts';

export type RoomTokenAlgorithm = (typeof roomTokenAlgorithms)[number];

/** What remains of a header after its check. */
export interface RoomTokenHeader {
  algorithm: RoomTokenAlgorithm;
  kid: string;
}

/** Parameters that would let a token name or carry its own key, or change how it is read (RFC 7515, 7516, 7797). */
export const refusedHeaders = ['crit', 'jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'b64', 'zip'] as const;

function isAllowedAlgorithm(alg: unknown): alg is RoomTokenAlgorithm {
  return roomTokenAlgorithms.some((allowed) => allowed === alg);
}

/**
 * Checks everything about a header that needs no key.
 * @throws CloudMeetError `token-algorithm-not-allowed`, `token-type-invalid`, `token-malformed`,
 *   `token-key-unknown`
 */
export function checkHeader(header: Record<string, unknown>): RoomTokenHeader {
  const { alg, typ, kid } = header;
  if (!isAllowedAlgorithm(alg)) throw new CloudMeetError('token-algorithm-not-allowed');
  if (typ !== roomTokenType) throw new CloudMeetError('token-type-invalid');
  const refused = refusedHeaders.find((name) => Object.hasOwn(header, name));
  if (refused !== undefined)
    throw new CloudMeetError('token-malformed', { detail: `The header ${refused} is not allowed.` });
  if (kid === undefined)
    throw new CloudMeetError('token-key-unknown', { detail: 'The header of the token has no kid.' });
  const name = kidSchema.safeParse(kid);
  if (!name.success) throw new CloudMeetError('token-key-unknown');
  return { algorithm: alg, kid: name.data };
}
