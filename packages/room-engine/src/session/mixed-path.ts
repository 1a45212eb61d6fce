import { CloudMeetError } from '@cloudmeet/contracts';
import type { TrackKind } from '@cloudmeet/contracts';
import { LateEngine } from '../engines/late-engine.ts';
import type { MixedEngineOptions } from '../engines/mixed/mixed-engine.ts';
import { mixTracks } from '../engines/video-engine.ts';
import type { VideoEngine } from '../engines/video-engine.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf, tellProblem } from '../room-context.ts';
import { mixChanged, mixCleared, mixerChanged } from '../store/mix-slice.ts';
import { linkEvent } from './link-event.ts';
import type { MediaPath } from './media-path.ts';

/** The mix: one connection to the room's mixer, whose sound and picture stand under `mixTracks`. */
export class MixedPath implements MediaPath {
  readonly engine: VideoEngine;
  readonly #context: RoomContext;
  readonly #lines = new Map<TrackKind, MediaStreamTrack>();
  #mixerKey: string | undefined;
  #paused = false;

  constructor(context: RoomContext, options: Omit<MixedEngineOptions, 'send' | 'ports'>) {
    this.#context = context;
    const { ports, connection } = context;
    const send: MixedEngineOptions['send'] = (mixer, request) => {
      connection.command('mixer.send', { mixer, request }).catch((error: unknown) => {
        this.#requestLost(error);
      });
    };
    this.engine = new LateEngine(ports.clock, async () => {
      const { MixedEngine } = await import('../engines/mixed/mixed-engine.ts');
      return new MixedEngine({ ...options, ports, send });
    });
    this.#watchEngine();
  }

  followRoom(): void {
    const { mixer } = stateOf(this.#context).room;
    const key = mixer ? `${mixer.id} ${String(mixer.generation)}` : '';
    if (key === this.#mixerKey) return;
    this.#mixerKey = key;
    if (mixer) this.#context.store.dispatch(mixerChanged());
    this.engine.connect({ members: [], mixer });
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    for (const kind of ['audio', 'video'] as const) this.#show(kind);
  }

  close(): void {
    this.engine.close();
    this.#context.tracks.drop(mixTracks);
    this.#context.store.dispatch(mixCleared());
  }

  #watchEngine(): void {
    const { store, events, connection } = this.#context;
    this.engine.on('track', ({ kind, track }) => {
      if (track) this.#lines.set(kind, track);
      else this.#lines.delete(kind);
      this.#show(kind);
    });
    this.engine.on('link', ({ status }) => {
      const event = linkEvent(stateOf(this.#context).mix.link, status);
      store.dispatch(mixChanged({ link: status, ...(status === 'connected' ? {} : { stats: null }) }));
      if (event) events.emit('network-connection', { event, type: 'peer' });
      if (status === 'interrupted') connection.probe();
    });
    this.engine.on('rejected', ({ kinds }) => {
      store.dispatch(mixChanged({ rejected: kinds }));
      const detail = `Not accepted by the mixer: ${kinds.join(', ')}.`;
      if (kinds.length > 0) tellProblem(this.#context, new CloudMeetError('media-rejected', { detail }));
    });
    this.engine.on('problem', (error) => {
      tellProblem(this.#context, error);
    });
  }

  #show(kind: TrackKind): void {
    this.#context.tracks.set(mixTracks, kind, this.#paused ? undefined : this.#lines.get(kind));
  }

  /** The entry that names another mixer is on its way already, and what the end of the session cut off is no news. */
  #requestLost(error: unknown): void {
    const code = CloudMeetError.from(error).code;
    if (code !== 'mixer-replaced' && code !== 'not-joined') tellProblem(this.#context, error);
  }
}
