import { CipherContext, DtlsClient, RTCDtlsTransport } from 'werift';
import { type SrtpMasterKey, srtpProfiles, type SrtpProfileName } from '../../srtp/session-keys.ts';
import {
  type Fingerprint,
  hasFingerprint,
  isFinishedRight,
  isKeyExchangeSigned,
} from './verify-handshake.ts';

/**
 * werift repeats a flight after 500 ms only. A client whose DTLS is ready a moment after its ICE is would wait so long
 * for its sound; RFC 6347 section 4.2.4.1 lets the first wait be shorter where the round trip is known to be.
 */
const helloAgainMs = [60, 200] as const;
const handshakeDatagramsMax = 400;
const laterDatagramsMax = 100;
/** How werift names the side of a client. */
const asClient = 1;
const handshakeType = { serverKeyExchange: 12, finished: 20 } as const;

/** Keys for what we send and what the client sends. */
export interface SrtpKeys {
  local: SrtpMasterKey;
  remote: SrtpMasterKey;
}

export interface DtlsEvents {
  send(datagram: Buffer): void;
  onKeys(keys: SrtpKeys): void;
  /** The handshake failed, or the client has closed. Nothing comes after it. */
  onEnd(reason: string): void;
}

/**
 * Our certificate for all clients of this process; its fingerprint goes into each answer. werift would read it again for
 * each handshake, which is a tenth of what one costs when half of a room comes back.
 */
export async function ourCertificate() {
  const certificate = await RTCDtlsTransport.SetupCertificate();
  const [fingerprint] = certificate.getFingerprints();
  if (fingerprint === undefined) throw new Error('No fingerprint for our certificate');
  const { certPem, privateKey, signatureHash } = certificate;
  const read = new CipherContext(asClient, certPem, privateKey, signatureHash);
  const { localCert, localPrivateKey, signatureHashAlgorithm } = read;
  const parsed = { localCert, localPrivateKey, signatureHashAlgorithm };
  return { certificate, parsed, fingerprint: { algorithm: fingerprint.algorithm, value: fingerprint.value } };
}
export type OurCertificate = Awaited<ReturnType<typeof ourCertificate>>;

/** The number of a profile as DTLS names it. */
function profileName(id: number | undefined): SrtpProfileName | null {
  if (id === srtpProfiles.aesCm.id) return 'aesCm';
  return id === srtpProfiles.aeadGcm.id ? 'aeadGcm' : null;
}

/** Checks what werift's client leaves unchecked: the server's signature, its Finished and its fingerprint. */
function assertProven(
  client: DtlsClient,
  keyExchange: Buffer,
  finished: Buffer,
  named: readonly Fingerprint[],
) {
  const { cipher } = client;
  const certificate = cipher.remoteCertificate;
  if (certificate === undefined || !hasFingerprint(certificate, named)) {
    throw new Error('The certificate is not the one that the offer names');
  }
  const proof = {
    certificate,
    clientRandom: cipher.localRandom.serialize(),
    serverRandom: cipher.remoteRandom.serialize(),
    keyExchange,
    usedKey: cipher.remoteKeyPair.publicKey ?? Buffer.alloc(0),
  };
  if (!isKeyExchangeSigned(proof)) throw new Error('The key exchange is not signed by the certificate');
  const transcript = Buffer.concat(client.dtls.sortedHandshakeCache.map((each) => each.serialize()));
  if (!isFinishedRight(finished, cipher.masterSecret, transcript)) {
    throw new Error('The handshake was tampered with');
  }
}

function takeKeys(client: DtlsClient): SrtpKeys {
  const profile = profileName(client.srtp.srtpProfile);
  if (profile === null) throw new Error('No protection profile in common');
  const keys = client.extractSessionKeys(16, srtpProfiles[profile].saltBytes);
  const bytes = (value: unknown): Buffer => {
    if (!(value instanceof Uint8Array)) throw new Error('The keys are not bytes');
    return Buffer.from(value);
  };
  return {
    local: { profile, key: bytes(keys.localKey), salt: bytes(keys.localSalt) },
    remote: { profile, key: bytes(keys.remoteKey), salt: bytes(keys.remoteSalt) },
  };
}

/**
 * The DTLS 1.2 side of one client: we are its client (`a=setup:active`), so that nothing is done for anybody before
 * ICE has validated their address. The handshake is werift's; what proves the other side is checked here.
 */
export class DtlsSession {
  readonly #client: DtlsClient;
  readonly #fingerprints: readonly Fingerprint[];
  readonly #events: DtlsEvents;
  readonly #transport = {
    type: 'edge',
    address: { address: '', family: 'IPv4', port: 0 },
    closed: false,
    onData: (_data: Buffer, _from: readonly [string, number]): void => undefined,
    send: async (datagram: Buffer): Promise<void> => {
      this.#hello ??= Buffer.from(datagram);
      if (this.#open) this.#events.send(datagram);
    },
    close: async (): Promise<void> => undefined,
  };
  #keyExchange = Buffer.alloc(0);
  /** The very first datagram, and the timers of its repetitions. */
  #hello: Buffer | null = null;
  #helloTimers: NodeJS.Timeout[] = [];
  /** Types of messages that came: each comes once in a handshake. */
  readonly #heard = new Set<number>();
  #open = true;
  #started = false;
  #connected = false;
  #datagrams = 0;

  constructor(
    ours: OurCertificate,
    fingerprints: readonly Fingerprint[],
    profiles: readonly SrtpProfileName[],
    events: DtlsEvents,
  ) {
    this.#fingerprints = fingerprints;
    this.#events = events;
    this.#client = new DtlsClient({
      transport: this.#transport,
      srtpProfiles: profiles.map((name) => srtpProfiles[name].id),
      extendedMasterSecret: true,
    });
    Object.assign(this.#client.cipher, ours.parsed);
    const handle = this.#client.onHandleHandshakes;
    this.#client.onHandleHandshakes = async (messages) => {
      if (this.#connected) return;
      const news = messages.filter(({ msg_type: type }) => this.#isNews(type));
      for (const message of news) this.#examine(message.msg_type, message.fragment);
      await handle(news);
    };
    this.#client.onConnect.subscribe(() => this.#onConnect());
    this.#client.onError.subscribe((error) => this.#end(`DTLS: ${error.message}`));
    this.#client.onClose.subscribe(() => {
      if (this.#connected) this.#end('The client has closed DTLS');
    });
  }

  /** What was said several times, because it was asked for several times, begins nothing anew. */
  #isNews(type: number): boolean {
    if (this.#heard.has(type)) return false;
    this.#heard.add(type);
    return true;
  }

  #examine(type: number, fragment: Buffer): void {
    if (type === handshakeType.serverKeyExchange) this.#keyExchange = Buffer.from(fragment);
    if (type === handshakeType.finished) {
      assertProven(this.#client, this.#keyExchange, fragment, this.#fingerprints);
    }
  }

  #onConnect(): void {
    if (this.#connected || !this.#open) return;
    this.#connected = true;
    this.#datagrams = 0;
    try {
      this.#events.onKeys(takeKeys(this.#client));
    } catch (error) {
      this.#end(String(error));
    }
  }

  #end(reason: string): void {
    if (!this.#open) return;
    this.close();
    this.#events.onEnd(reason);
  }

  /** Begins the handshake, once. */
  start(): void {
    if (this.#started || !this.#open) return;
    this.#started = true;
    this.#helloTimers = helloAgainMs.map((afterMs) => setTimeout(() => this.#sayHelloAgain(), afterMs));
    this.#client.connect().catch((error: unknown) => this.#end(`DTLS: ${String(error)}`));
  }

  #sayHelloAgain(): void {
    if (this.#open && this.#hello !== null) this.#events.send(this.#hello);
  }

  #hearsUs(): void {
    for (const timer of this.#helloTimers.splice(0)) clearTimeout(timer);
  }

  receive(datagram: Buffer): void {
    this.#hearsUs();
    this.#datagrams += 1;
    if (!this.#open || !this.#started) return;
    if (this.#datagrams > (this.#connected ? laterDatagramsMax : handshakeDatagramsMax)) return;
    // Once there are keys, a record in clear text (epoch 0) is nobody's.
    if (this.#connected && (datagram.length < 13 || datagram.readUInt16BE(3) === 0)) return;
    try {
      this.#transport.onData(datagram, ['', 0]);
    } catch {
      // werift reads record lengths beyond the datagram; such a datagram is dropped like any malformed one.
    }
  }

  close(): void {
    this.#open = false;
    this.#hearsUs();
    // A flight that waits to be repeated stops when it sees that a later one was reached.
    this.#client.dtls.flight = 100;
  }
}
