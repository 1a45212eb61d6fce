import type { EdgePeer as PeerNumbers, FromEdge, ToEdge } from '../children/messages.ts';
import { EdgePeer, type EdgePeerContext } from './edge-peer.ts';
import type { IceRegistry } from './ice/ice-registry.ts';
import { type HostCandidate, writeAnswer } from './sdp/answer.ts';
import { type Agreement, negotiate } from './sdp/negotiate.ts';
import { OfferError, readOffer } from './sdp/offer.ts';

export type OfferMessage = Extract<ToEdge, { t: 'offer' }>;

/** The peer that an offer belongs to from now on (null for a refused one) and what to tell about it. */
export interface OfferResult {
  peer: EdgePeer | null;
  tell: readonly FromEdge[];
}

export function refusal(numbers: PeerNumbers, reason: string): FromEdge {
  const { peer, connection } = numbers;
  return { t: 'reply', peer, reply: { kind: 'refused', connection, reason: reason.slice(0, 500) } };
}

/** An offer for a connection that is there: new ICE credentials are an ICE restart, the media stays as agreed. */
function renewed(known: EdgePeer, agreement: Agreement, registry: IceRegistry): void {
  const { connection } = known;
  if (agreement.remoteFragment !== connection.agent.remoteFragment) {
    registry.remove(connection.agent);
    connection.agent.restart(agreement.remoteFragment);
    registry.renew(connection.agent);
  }
}

/**
 * Answers an offer. The same connection with the same certificate goes on; anything else begins anew, and the caller
 * ends what was there.
 */
export function answerTo(
  message: OfferMessage,
  known: EdgePeer | undefined,
  context: EdgePeerContext,
  registry: IceRegistry,
  candidates: readonly HostCandidate[],
): OfferResult {
  let agreement: Agreement;
  try {
    agreement = negotiate(readOffer(message.sdp), message.tracks);
  } catch (error) {
    if (!(error instanceof OfferError)) throw error;
    return { peer: null, tell: [refusal(message.peer, error.message)] };
  }
  const goesOn =
    known !== undefined &&
    known.numbers.connection === message.peer.connection &&
    known.connection.hasCertificate(agreement);
  if (goesOn) renewed(known, agreement, registry);
  const peer = goesOn ? known : new EdgePeer(message.peer, agreement, context);
  const { connection } = peer;
  connection.answers += 1;
  const sdp = writeAnswer({
    agreement,
    version: connection.answers,
    ice: connection.agent.local,
    fingerprint: context.certificate.fingerprint,
    candidates,
    sources: connection.sources,
  });
  const reply = { kind: 'answer' as const, connection: message.peer.connection, sdp };
  return { peer, tell: [{ t: 'reply', peer: message.peer.peer, reply }] };
}
