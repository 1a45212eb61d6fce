import { CloudMeetError } from '@cloudmeet/contracts';
import type { TrackKind } from '@cloudmeet/contracts';
import { P2pEngine } from '../engines/p2p/p2p-engine.ts';
import type { P2pEngineOptions } from '../engines/p2p/p2p-engine.ts';
import type { EngineMember, VideoEngine } from '../engines/video-engine.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf, tellProblem } from '../room-context.ts';
import { peerChanged, peersUnlinked } from '../store/peers-slice.ts';
import { RemoteTracks } from '../tracks/remote-tracks.ts';
import { linkEvent } from './link-event.ts';
import type { MediaPath } from './media-path.ts';

/** The mesh: one connection, and tracks, of each of the others. */
export class MeshPath implements MediaPath {
  readonly engine: VideoEngine;
  readonly #context: RoomContext;
  readonly #remote: RemoteTracks;
  #memberKey = '';

  constructor(context: RoomContext, options: Omit<P2pEngineOptions, 'sendSignal' | 'ports'>) {
    this.#context = context;
    this.#remote = new RemoteTracks(context.tracks);
    const { ports, connection } = context;
    const sendSignal: P2pEngineOptions['sendSignal'] = (to, signal) => {
      connection.command('signal.send', { to, signal }).catch((error: unknown) => {
        this.#signalLost(error);
      });
    };
    this.engine = new P2pEngine({ ...options, ports, sendSignal });
    this.#watchEngine();
  }

  followRoom(): void {
    const { participants } = stateOf(this.#context).room;
    const members = Object.values(participants)
      .filter(({ receive }) => receive !== 'stream')
      .map(({ id, joinedAt, audio, video, screen }): EngineMember => ({
        participantId: id,
        joinedAt,
        publishes: audio || video || screen,
      }));
    const key = members.map((one) => `${one.participantId}${String(one.publishes)}`).join();
    if (key !== this.#memberKey) {
      this.#memberKey = key;
      this.engine.connect({ members, mixer: null });
    }
    this.#remote.followRoom(participants);
  }

  pause(paused: boolean): void {
    this.#remote.pause(paused);
  }

  close(): void {
    this.engine.close();
    this.#remote.close();
    this.#context.store.dispatch(peersUnlinked());
  }

  #watchEngine(): void {
    const { store, events, connection } = this.#context;
    this.engine.on('track', ({ participantId, kind, track }) => {
      this.#remote.lineChanged(participantId, kind, track);
    });
    this.engine.on('link', ({ participantId, status }) => {
      const before = stateOf(this.#context).peers.byId[participantId]?.link;
      store.dispatch(peerChanged({ id: participantId, link: status }));
      const event = linkEvent(before, status);
      if (event) events.emit('network-connection', { event, type: 'peer', participant: participantId });
      if (status === 'interrupted') connection.probe();
    });
    this.engine.on('rejected', ({ participantId, kinds }) => {
      store.dispatch(peerChanged({ id: participantId, rejected: kinds }));
      if (kinds.length > 0) tellProblem(this.#context, rejection(kinds));
    });
    this.engine.on('problem', (error) => {
      tellProblem(this.#context, error);
    });
  }

  /** Whoever left meanwhile needs no signal, and what the end of the session cut off is no news. */
  #signalLost(error: unknown): void {
    const code = CloudMeetError.from(error).code;
    if (code !== 'participant-not-found' && code !== 'not-joined') tellProblem(this.#context, error);
  }
}

function rejection(kinds: TrackKind[]): CloudMeetError {
  return new CloudMeetError('media-rejected', {
    detail: `Not accepted by the other browser: ${kinds.join(', ')}.`,
  });
}
