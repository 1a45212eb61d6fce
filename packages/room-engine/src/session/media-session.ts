import { CloudMeetError } from '@cloudmeet/contracts';
import type { IceServer, Signal, TrackKind } from '@cloudmeet/contracts';
import type { PeerPort } from '../ports/peer-port.ts';
import type { EngineMember, VideoEngine } from '../engines/video-engine.ts';
import { LateEngine } from '../engines/late-engine.ts';
import type { P2pEngineOptions } from '../engines/p2p/p2p-engine.ts';
import { localTracks } from '../room.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf, tellProblem } from '../room-context.ts';
import { peerChanged, peerGone, peersCleared } from '../store/peers-slice.ts';
import type { LinkStatus } from '../store/peers-slice.ts';
import { RemoteTracks } from '../tracks/remote-tracks.ts';

const sendKinds = ['audio', 'video', 'screen', 'screen-audio'] as const satisfies TrackKind[];

/** Media of one session: from the welcome until the end of it, over whichever engine the topology names. */
export class MediaSession {
  readonly #context: RoomContext;
  readonly #engine: VideoEngine;
  readonly #remote: RemoteTracks;
  #memberKey = '';
  #sending = true;

  constructor(context: RoomContext, me: string, iceServers: readonly IceServer[]) {
    const { ports, tracks, connection } = context;
    this.#context = context;
    this.#remote = new RemoteTracks(tracks);
    const options: P2pEngineOptions = {
      ports,
      createPeer: ports.createPeerConnection ?? noPeers,
      me,
      iceServers,
      sendSignal: (to, signal) => {
        connection.command('signal.send', { to, signal }).catch((error: unknown) => {
          this.#signalLost(error);
        });
      },
    };
    this.#engine = new LateEngine(ports.clock, async () => {
      const { P2pEngine } = await import('../engines/p2p/p2p-engine.ts');
      return new P2pEngine(options);
    });
    this.#watchEngine();
  }

  /** Connects to whoever is there. */
  start(): void {
    this.#sendAll();
    this.followRoom();
  }

  get engine(): VideoEngine {
    return this.#engine;
  }

  /** Something of mine to send changed. */
  publish(kind: TrackKind, track: MediaStreamTrack | null): void {
    if (this.#sending) this.#engine.publish(kind, track);
  }

  receive(from: string, signal: Signal): void {
    this.#engine.receive(from, signal);
  }

  /** The room's state changed: who is there and what each of them shares. */
  followRoom(): void {
    const { participants } = stateOf(this.#context).room;
    const members = Object.values(participants).map(
      ({ id, joinedAt, audio, video, screen }): EngineMember => ({
        participantId: id,
        joinedAt,
        publishes: audio || video || screen,
      }),
    );
    const key = members.map((one) => `${one.participantId}${String(one.publishes)}`).join();
    if (key !== this.#memberKey) {
      this.#memberKey = key;
      this.#engine.connect(members);
    }
    this.#remote.followRoom(participants);
    for (const id of Object.keys(stateOf(this.#context).peers.byId)) {
      if (!participants[id]) this.#context.store.dispatch(peerGone(id));
    }
  }

  /** Nothing is sent and nothing shown while paused, as when the network is gone. */
  pause(paused: boolean): void {
    if (paused !== this.#sending) return;
    this.#sending = !paused;
    this.#remote.pause(paused);
    if (paused) for (const kind of sendKinds) this.#engine.publish(kind, null);
    else this.#sendAll();
  }

  close(): void {
    this.#engine.close();
    this.#remote.close();
    this.#context.store.dispatch(peersCleared());
  }

  #sendAll(): void {
    for (const kind of sendKinds)
      this.#engine.publish(kind, this.#context.tracks.get(localTracks, kind) ?? null);
  }

  #watchEngine(): void {
    const { store, events } = this.#context;
    this.#engine.on('track', ({ participantId, kind, track }) => {
      this.#remote.lineChanged(participantId, kind, track);
    });
    this.#engine.on('link', ({ participantId, status }) => {
      const before = stateOf(this.#context).peers.byId[participantId]?.link;
      store.dispatch(peerChanged({ id: participantId, link: status }));
      const event = connectionEvent(before, status);
      if (event) events.emit('network-connection', { event, type: 'peer', participant: participantId });
      if (status === 'interrupted') this.#context.connection.probe();
    });
    this.#engine.on('rejected', ({ participantId, kinds }) => {
      store.dispatch(peerChanged({ id: participantId, rejected: kinds }));
      if (kinds.length > 0) tellProblem(this.#context, rejection(kinds));
    });
    this.#engine.on('problem', (error) => {
      tellProblem(this.#context, error);
    });
  }

  /** Whoever left meanwhile needs no signal, and what the end of the session cut off is no news. */
  #signalLost(error: unknown): void {
    const code = CloudMeetError.from(error).code;
    if (code !== 'participant-not-found' && code !== 'not-joined') tellProblem(this.#context, error);
  }
}

function connectionEvent(
  before: LinkStatus | undefined,
  status: LinkStatus,
): 'connected' | 'interrupted' | undefined {
  if (status === 'connected') return 'connected';
  return before === 'connected' ? 'interrupted' : undefined;
}

function rejection(kinds: TrackKind[]): CloudMeetError {
  return new CloudMeetError('media-rejected', {
    detail: `Not accepted by the other browser: ${kinds.join(', ')}.`,
  });
}

/** connect() refuses such a browser, so no session begins in it. */
function noPeers(): PeerPort {
  throw new CloudMeetError('webrtc-unsupported');
}
