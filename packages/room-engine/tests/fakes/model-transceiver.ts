import type { SenderPort, TransceiverPort } from '../../src/ports/peer-port.ts';
import { ModelTrack } from './model-track.ts';

class ModelSender implements SenderPort {
  track: MediaStreamTrack | null = null;
  parameters: RTCRtpSendParameters = {
    transactionId: '1',
    codecs: [],
    headerExtensions: [],
    rtcp: {},
    encodings: [{ active: true }],
  };

  async replaceTrack(track: MediaStreamTrack | null): Promise<void> {
    this.track = track;
  }
  getParameters(): RTCRtpSendParameters {
    return structuredClone(this.parameters);
  }
  async setParameters(parameters: RTCRtpSendParameters): Promise<void> {
    this.parameters = parameters;
  }
}

/** RTCRtpTransceiver as far as signalling needs it. */
export class ModelTransceiver implements TransceiverPort {
  mid: string | null = null;
  currentDirection: RTCRtpTransceiverDirection | null = null;
  #direction: RTCRtpTransceiverDirection;
  readonly kind: 'audio' | 'video';
  readonly sender = new ModelSender();
  readonly receiver;
  /** Made by a remote offer that is not answered yet: a rollback takes it away. */
  provisional = false;
  /** Its mid comes from an offer of ours that is not answered yet: a rollback takes the mid away. */
  offered = false;
  readonly #changed: () => void;

  constructor(kind: 'audio' | 'video', direction: RTCRtpTransceiverDirection, changed: () => void) {
    this.kind = kind;
    this.#direction = direction;
    this.#changed = changed;
    this.receiver = { track: new ModelTrack(kind), getSynchronizationSources: () => [] };
  }

  get direction(): RTCRtpTransceiverDirection {
    return this.#direction;
  }
  set direction(direction: RTCRtpTransceiverDirection) {
    if (direction === this.#direction) return;
    this.#direction = direction;
    this.#changed();
  }
}
