import { fromMediaNodeSchema, newId } from '@cloudmeet/contracts';
import type { FromMediaNode, MixedPerson, Mixer, ToMediaNode } from '@cloudmeet/contracts';
import { testInternalSecret } from '@cloudmeet/testing/rooms';
import { WebSocket } from 'ws';
import { until } from './until.ts';

type Heard<Type extends FromMediaNode['t']> = Extract<FromMediaNode, { t: Type }>;

/** A writer of rooms as a media node sees it. */
export class ControlClient {
  readonly heard: FromMediaNode[] = [];
  readonly #socket: WebSocket;
  closeCode: number | undefined;

  constructor(url: string, secret = testInternalSecret) {
    this.#socket = new WebSocket(url, { headers: { authorization: `Bearer ${secret}` } });
    this.#socket.on('message', (data: Buffer) =>
      this.heard.push(fromMediaNodeSchema.parse(JSON.parse(data.toString('utf8')))),
    );
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', (code) => {
      this.closeCode = code;
    });
  }

  async connected(): Promise<this> {
    await until('the control socket', () => this.#socket.readyState !== WebSocket.CONNECTING);
    return this;
  }

  send(message: ToMediaNode | string): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  all<Type extends FromMediaNode['t']>(type: Type): Heard<Type>[] {
    return this.heard.filter((message): message is Heard<Type> => message.t === type);
  }

  /** Opens a mix; resolves with what the node answered. */
  async open(mixer: Mixer = { id: newId('mixer'), generation: 1 }): Promise<Mixer> {
    const before = this.heard.length;
    const ids = { tenantId: newId('tenant'), roomId: newId('room'), sessionId: newId('session') };
    this.send({ t: 'open', mixer, ...ids, iceServers: [] });
    await until('the answer of the node', () =>
      this.heard.slice(before).some(({ t }) => t === 'opened' || t === 'closed'),
    );
    return mixer;
  }

  room(mixer: Mixer, people: readonly MixedPerson[], layout: 'grid' | 'speaker' = 'grid'): void {
    this.send({ t: 'room', mixerId: mixer.id, people: [...people], layout, spotlight: null });
  }

  offer(mixer: Mixer, { participantId }: MixedPerson, connection = 'c1'): void {
    const tracks = { '0': 'audio', '1': 'video', '2': 'screen', '3': 'screen-audio' } as const;
    const request = { kind: 'offer', connection, sdp: 'v=0', tracks: { ...tracks } } as const;
    this.send({ t: 'request', mixerId: mixer.id, participantId, request });
  }

  close(): void {
    this.#socket.terminate();
  }
}

export function personOf(change: Partial<MixedPerson> = {}): MixedPerson {
  return {
    participantId: newId('participant'),
    name: 'Anna',
    audio: true,
    video: true,
    screen: false,
    ...change,
  };
}
