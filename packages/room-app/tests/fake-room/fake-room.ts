import { Emitter, localTracks } from '@cloudmeet/room-engine';
import type {
  Room,
  RoomActions,
  RoomEngineState,
  RoomEvents,
  RoomTrack,
  TrackRegistry,
} from '@cloudmeet/room-engine';
import { blankState, createFakeStore } from './fake-store.ts';

type ActionName = keyof RoomActions;
export interface Call {
  name: ActionName;
  args: unknown[];
}

/** A room that does what a test tells it: states, events and tracks come from outside, actions are written down. */
export interface FakeRoom extends Room {
  /** Every action in the order they were called. */
  readonly calls: Call[];
  /** Lays parts over the present state, slice by slice. */
  change(parts: Partial<RoomEngineState>): void;
  emit<Name extends keyof RoomEvents>(name: Name, payload: RoomEvents[Name]): void;
  setTrack(participantId: string, kind: RoomTrack['kind'], track: MediaStreamTrack | undefined): void;
  setLevel(participantId: string, levelDbov: number): void;
  readonly closed: boolean;
}

const names: ActionName[] = [
  ...(['connect', 'join', 'leave', 'setAudio', 'setVideo', 'startScreenShare', 'stopScreenShare'] as const),
  ...([
    'enumerateDevices',
    'setInputDevices',
    'setOutputDevice',
    'sendChat',
    'deleteMessage',
    'raiseHand',
  ] as const),
  ...([
    'lowerHand',
    'invite',
    'uninvite',
    'mute',
    'stopVideo',
    'stopScreen',
    'remove',
    'changeRole',
    'admit',
    'deny',
  ] as const),
  ...([
    'lock',
    'end',
    'updatePolicy',
    'setLayout',
    'spotlight',
    'react',
    'sendApp',
    'getNetworkStats',
  ] as const),
  ...(['startRecording', 'stopRecording', 'consent', 'startStream', 'stopStream'] as const),
  ...(['testCallQuality', 'diagnose', 'simulateScenario'] as const),
];

/** `answers` replaces what an action does; all others resolve with nothing. */
export function createFakeRoom(
  state: Partial<RoomEngineState> = {},
  answers: Partial<RoomActions> = {},
): FakeRoom {
  const { store, set } = createFakeStore({ ...blankState, ...state });
  const events = new Emitter<RoomEvents>(rethrow);
  const media = new Emitter<{ level: ReadonlyMap<string, number> }>(rethrow);
  const calls: Call[] = [];
  const levels = new Map<string, number>();
  const tracks = createFakeTracks();
  let closed = false;
  const record =
    (name: ActionName) =>
    async (...args: unknown[]) => {
      calls.push({ name, args });
      const answer = answers[name] as ((...given: unknown[]) => unknown) | undefined;
      return answer?.(...args);
    };
  return {
    store,
    calls,
    get closed() {
      return closed;
    },
    actions: Object.fromEntries(names.map((name) => [name, record(name)])) as unknown as RoomActions,
    tracks: tracks.registry,
    levels: { get: (id) => levels.get(id) ?? -127, on: (listener) => media.on('level', listener) },
    on: (name, listener) => events.on(name, listener),
    emit: (name, payload) => events.emit(name, payload),
    setPictureSize: () => undefined,
    attachOutput: () => () => undefined,
    attachStream: () => () => undefined,
    change: (parts) => set({ ...store.getState(), ...parts }),
    setTrack: tracks.set,
    setLevel: (id, levelDbov) => {
      levels.set(id, levelDbov);
      media.emit('level', levels);
    },
    close: () => {
      closed = true;
    },
  };
}

/** What a listener throws fails the test. */
function rethrow(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

function createFakeTracks(): {
  registry: TrackRegistry;
  set: FakeRoom['setTrack'];
} {
  const live = new Map<string, RoomTrack>();
  const changes = new Emitter<{ change: Parameters<Parameters<TrackRegistry['on']>[0]>[0] }>(rethrow);
  return {
    registry: {
      get: (participantId, kind) => live.get(`${participantId} ${kind}`)?.track,
      list: () => [...live.values()],
      on: (listener) => changes.on('change', listener),
    },
    set: (participantId, kind, track) => {
      if (track) live.set(`${participantId} ${kind}`, { participantId, kind, track });
      else live.delete(`${participantId} ${kind}`);
      changes.emit('change', { participantId, kind, track });
    },
  };
}

export { localTracks };
