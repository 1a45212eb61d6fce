import type { TrackKind } from '@cloudmeet/contracts';
import { randomBytes } from 'node:crypto';
import type { EdgePeer } from '../children/messages.ts';
import { SrtcpOpener, SrtcpSealer } from '../srtp/srtcp.ts';
import { SrtpReceiver } from '../srtp/srtp-receiver.ts';
import type { SrtpSender } from '../srtp/srtp-sender.ts';
import { DtlsSession, type OurCertificate, type SrtpKeys } from './dtls/dtls-session.ts';
import { IceAgent } from './ice/ice-agent.ts';
import type { NetworkPath } from './ice/network-path.ts';
import { PacketBudget } from './packet-budget.ts';
import type { OwnSources } from './sdp/answer.ts';
import type { Agreement } from './sdp/negotiate.ts';
import type { ClosableOpener, SenderFactory } from './sender-factory.ts';

export interface PeerConnectionEvents {
  /** ICE and DTLS are done. */
  onConnected(): void;
  /** An authentic packet in plain text. */
  onRtp(packet: Buffer): void;
  onRtcp(compound: Buffer): void;
  onEnd(reason: string): void;
}

function newSources(): OwnSources {
  const ssrc = () => (randomBytes(4).readUInt32BE(0) | 1) >>> 0;
  return { cname: randomBytes(9).toString('base64url'), audio: ssrc(), video: ssrc(), repeat: ssrc() };
}

/** RFC 5761 section 4: RTCP has its packet type where RTP has marker and payload type. */
function isRtcp(datagram: Buffer): boolean {
  const type = datagram[1] ?? 0;
  return type >= 192 && type <= 223;
}

/** ICE, DTLS and SRTP of one client: datagrams below, packets in plain text above. */
export class PeerConnection {
  readonly peer: EdgePeer;
  readonly agent: IceAgent;
  readonly sources = newSources();
  readonly budget = new PacketBudget(performance.now());
  agreement: Agreement;
  answers = 0;
  sender: SrtpSender | null = null;
  /** Packets with a wrong tag, repeated or malformed ones. */
  forged = 0;
  readonly #events: PeerConnectionEvents;
  readonly #senders: SenderFactory;
  readonly #dtls: DtlsSession;
  #keys: SrtpKeys | null = null;
  #receiver: SrtpReceiver | null = null;
  #opener: ClosableOpener | null = null;
  #rtcpIn: SrtcpOpener | null = null;
  #rtcpOut: SrtcpSealer | null = null;
  #closed = false;

  constructor(
    peer: EdgePeer,
    agreement: Agreement,
    certificate: OurCertificate,
    senders: SenderFactory,
    events: PeerConnectionEvents,
  ) {
    this.peer = peer;
    this.agreement = agreement;
    this.#events = events;
    this.#senders = senders;
    this.agent = new IceAgent(agreement.remoteFragment, {
      onSelected: (path) => this.#selected(path),
      onDatagram: (datagram) => this.#received(datagram),
    });
    this.#dtls = new DtlsSession(certificate, agreement.fingerprints, senders.profiles, {
      send: (datagram) => this.agent.selected?.send(datagram),
      onKeys: (keys) => this.#secured(keys),
      onEnd: (reason) => this.#end(reason),
    });
  }

  get isConnected(): boolean {
    return this.sender !== null;
  }

  get roundTripMs(): number {
    return this.measuredRoundTripMs ?? 100;
  }

  measuredRoundTripMs: number | null = null;

  #selected(path: NetworkPath): void {
    this.#dtls.start();
    if (this.#keys !== null) this.#openSender(this.#keys, path);
  }

  #secured(keys: SrtpKeys): void {
    const path = this.agent.selected;
    if (this.#closed || path === null) return;
    this.#keys = keys;
    this.#opener = this.#senders.open(keys.remote);
    this.#receiver = new SrtpReceiver(keys.remote, this.#opener);
    this.#rtcpIn = new SrtcpOpener(keys.remote);
    this.#rtcpOut = new SrtcpSealer(keys.local);
    this.#openSender(keys, path);
    this.#events.onConnected();
  }

  #openSender(keys: SrtpKeys, path: NetworkPath): void {
    this.sender?.close();
    this.sender = this.#senders.create(keys.local, path);
  }

  /** RFC 7983: what kind of datagram it is says its first byte. */
  #received(datagram: Buffer): void {
    if (this.#closed || !this.budget.take(datagram.length, performance.now())) return;
    const first = datagram[0] ?? 0;
    if (first >= 20 && first <= 63) this.#dtls.receive(Buffer.from(datagram));
    else if (first >= 128 && first <= 191) this.#media(datagram);
  }

  #media(datagram: Buffer): void {
    const rtcp = isRtcp(datagram);
    const plain = rtcp ? this.#rtcpIn?.open(datagram) : this.#receiver?.open(datagram);
    if (plain === null || plain === undefined) this.forged += 1;
    else if (rtcp) this.#events.onRtcp(plain);
    else this.#events.onRtp(plain);
  }

  sendRtcp(compound: Buffer): void {
    const sealed = this.#rtcpOut?.seal(compound);
    if (sealed !== undefined) this.agent.selected?.send(sealed);
  }

  /** Whether an offer still speaks of the same DTLS association: an ICE restart keeps the certificate. */
  hasCertificate(agreement: Agreement): boolean {
    const known = this.agreement.fingerprints.map(({ value }) => value.toLowerCase());
    return agreement.fingerprints.some(({ value }) => known.includes(value.toLowerCase()));
  }

  lineOf(track: TrackKind) {
    return this.agreement.lines.find((line) => line?.track === track) ?? null;
  }

  #end(reason: string): void {
    if (!this.#closed) this.#events.onEnd(reason);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#dtls.close();
    this.sender?.close();
    this.sender = null;
    this.#opener?.close();
    this.#receiver = null;
    this.agent.close();
  }
}
