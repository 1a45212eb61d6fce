import type { TrackKind } from '@cloudmeet/contracts';
import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RTCRtpHeaderExtensionParameters,
  type RTCRtpTransceiver,
} from 'werift';

export const payloadTypes = { opus: 111, video: 102, repeat: 103 } as const;

/** The four fixed lines of a mixed room, in order. */
const lines: readonly [kind: 'audio' | 'video', direction: 'sendrecv' | 'sendonly', track: TrackKind][] = [
  ['audio', 'sendrecv', 'audio'],
  ['video', 'sendrecv', 'video'],
  ['video', 'sendonly', 'screen'],
  ['audio', 'sendonly', 'screen-audio'],
];

const mid = 'urn:ietf:params:rtp-hdrext:sdes:mid';
const level = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const sendTime = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time';

function extension(uri: string): RTCRtpHeaderExtensionParameters {
  return new RTCRtpHeaderExtensionParameters({ uri });
}

/** Gives the mixer an offer and returns its answer. */
export type Negotiate = (offer: { sdp: string; tracks: Record<string, TrackKind> }) => Promise<string>;

function codecs(video: 'H264' | 'VP8') {
  const parameters =
    video === 'H264' ? 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f' : undefined;
  return {
    audio: [
      new RTCRtpCodecParameters({
        ...{ mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: payloadTypes.opus },
        parameters: 'minptime=10;useinbandfec=1',
      }),
    ],
    video: [
      new RTCRtpCodecParameters({
        ...{ mimeType: `video/${video}`, clockRate: 90_000, payloadType: payloadTypes.video },
        rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'goog-remb' }],
        ...(parameters === undefined ? {} : { parameters }),
      }),
      new RTCRtpCodecParameters({
        ...{ mimeType: 'video/rtx', clockRate: 90_000, payloadType: payloadTypes.repeat },
        parameters: `apt=${String(payloadTypes.video)}`,
      }),
    ],
  };
}

/** ICE, DTLS and SRTP of a synthetic participant by werift, with its offer answered by a mixer. */
export class ParticipantLink {
  readonly peer: RTCPeerConnection;
  readonly sources: Readonly<Record<TrackKind, number>>;
  /** The header extension that says how loud a packet is (RFC 6464), where both sides have it. */
  levelExtension: number | null = null;

  private constructor(peer: RTCPeerConnection, transceivers: readonly RTCRtpTransceiver[]) {
    this.peer = peer;
    const [audio = 0, video = 0, screen = 0, screenAudio = 0] = transceivers.map((each) => each.sender.ssrc);
    this.sources = { audio, video, screen, 'screen-audio': screenAudio };
  }

  static async connect(codec: 'H264' | 'VP8', negotiate: Negotiate): Promise<ParticipantLink> {
    const peer = new RTCPeerConnection({
      iceServers: [],
      iceUseIpv6: false,
      // Loopback only, whatever the machine has.
      iceInterfaceAddresses: { udp4: '127.0.0.1' },
      iceAdditionalHostAddresses: ['127.0.0.1'],
      codecs: codecs(codec),
      headerExtensions: {
        audio: [extension(mid), extension(level)],
        video: [extension(mid), extension(sendTime)],
      },
      bundlePolicy: 'max-bundle',
    });
    const transceivers = lines.map(([kind, direction]) =>
      peer.addTransceiver(new MediaStreamTrack({ kind }), { direction }),
    );
    const link = new ParticipantLink(peer, transceivers);
    // Without a STUN server werift asks a public one, and waits for its name to be found.
    for (const { connection } of peer.iceTransports) Reflect.set(connection, 'stunServer', undefined);
    try {
      await peer.setLocalDescription(await peer.createOffer());
      const tracks = Object.fromEntries(
        transceivers.map((each, i) => [each.mid ?? String(i), lines[i]?.[2] ?? 'audio']),
      );
      const sdp = await negotiate({ sdp: peer.localDescription?.sdp ?? '', tracks });
      await peer.setRemoteDescription({ type: 'answer', sdp });
      link.levelExtension = Number(/a=extmap:(\d+) \S*ssrc-audio-level/.exec(sdp)?.[1] ?? 0) || null;
      await link.#connected();
    } catch (error) {
      await peer.close();
      throw error;
    }
    return link;
  }

  #connected(): Promise<void> {
    return new Promise((done, fail) => {
      const look = () => {
        const { connectionState } = this.peer;
        if (connectionState === 'connected') done();
        if (connectionState === 'failed' || connectionState === 'closed') {
          fail(new Error(`The connection to the mixer is ${connectionState}.`));
        }
      };
      this.peer.connectionStateChange.subscribe(look);
      look();
    });
  }

  get transport() {
    const [transport] = this.peer.dtlsTransports;
    if (transport === undefined) throw new Error('The participant has no transport.');
    return transport;
  }

  /**
   * Takes all that comes, encrypted, instead of werift: counting needs only headers, and decrypting for a hundred
   * participants would be most of a load generator's work.
   */
  takeOver(received: (datagram: Buffer) => void): void {
    const { onData } = this.transport.iceTransport.connection;
    onData.allUnsubscribe();
    onData.subscribe(received);
  }
}
