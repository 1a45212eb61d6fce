import { CloudMeetError } from '@cloudmeet/contracts';
import type { Preview } from '@cloudmeet/contracts';
import { roomCommands } from './actions/room-commands.ts';
import { RoomConnection } from './connection/room-connection.ts';
import { Emitter } from './emitter.ts';
import { laterPart } from './later-part.ts';
import { LocalMedia } from './media/local-media.ts';
import type { BrowserPorts } from './ports/browser-ports.ts';
import { realBrowser } from './ports/real-browser.ts';
import { localTracks } from './room.ts';
import type { JoinWish, Room, RoomActions, RoomOptions } from './room.ts';
import type { RoomContext } from './room-context.ts';
import { stateOf } from './room-context.ts';
import type { RoomEvents } from './room-events.ts';
import { LiveMedia } from './session/live-media.ts';
import { Publishing } from './session/publishing.ts';
import { StreamScreen } from './session/stream-screen.ts';
import { RoomSession } from './session/room-session.ts';
import { LevelLoop } from './speakers/level-loop.ts';
import { runLevels } from './speakers/run-levels.ts';
import { onlineChanged } from './store/connection-slice.ts';
import { supportFound } from './store/media-slice.ts';
import { createRoomStore } from './store/store.ts';
import { TrackEvents } from './tracks/track-events.ts';
import { Tracks } from './tracks/track-registry.ts';

/** Whether this browser can be in a meeting; one that cannot may still watch the stream. */
const canMeet = ({ secureContext, createPeerConnection, mediaDevices }: BrowserPorts): boolean =>
  secureContext && createPeerConnection !== undefined && mediaDevices !== undefined;

function createContext(options: RoomOptions): RoomContext {
  const ports = options.browser ?? realBrowser();
  const store = createRoomStore();
  const tracks = new Tracks(() => store.getState().local.participantId);
  const { socketUrl, roomId } = options;
  const refuse = ({ self }: Preview) =>
    self.watches || canMeet(ports) ? undefined : new CloudMeetError('webrtc-unsupported');
  const connection = new RoomConnection({ ports, socketUrl, roomId, refuse });
  return { ports, store, events: new Emitter<RoomEvents>(), tracks, connection, screen: new StreamScreen() };
}

/** The parts of one room, wired to each other. */
function createParts(context: RoomContext, options: RoomOptions) {
  const live = new LiveMedia(context);
  // Devices are only ever started by actions, which come after the parts are there.
  const media: LocalMedia = new LocalMedia(context, {
    live: (kind, track) => live.publish(kind, track),
    stopped: (kind) => publishing.stopped(kind),
  });
  const publishing: Publishing = new Publishing(context, media);
  const trackEvents = new TrackEvents(context);
  const session = new RoomSession(context, { media, publishing, live, trackEvents });
  const levels = new LevelLoop(context.ports.clock, () =>
    new Map(live.levels()).set(localTracks, media.meter.read()),
  );
  const { ports, store } = context;
  const { socketUrl, apiUrl } = options;
  return {
    ...{ live, media, publishing, session, trackEvents, levels },
    speakers: laterPart(async () => {
      const { watchSpeakers } = await import('./speakers/watch-speakers.ts');
      return watchSpeakers(context, levels, () => live.speaker());
    }),
    // most visits break nothing on purpose and diagnose nothing
    scenarios: laterPart(async () => {
      const { Scenarios } = await import('./scenarios/scenarios.ts');
      return new Scenarios(context, live);
    }),
    diagnoses: laterPart(async () => {
      const { Diagnoses } = await import('./diagnosis/diagnosis.ts');
      return new Diagnoses({ ports, socketUrl, apiUrl, state: () => store.getState() });
    }),
  };
}
type Parts = ReturnType<typeof createParts>;

function mediaActions({ media, publishing }: Parts) {
  return {
    setAudio: (on: boolean) => publishing.set('audio', on),
    setVideo: (on: boolean) => publishing.set('video', on),
    startScreenShare: () => publishing.startScreen(),
    stopScreenShare: () => publishing.stopScreen(),
    enumerateDevices: () => media.enumerate(),
    setInputDevices: (choice: Parameters<RoomActions['setInputDevices']>[0]) => media.choose(choice),
    setOutputDevice: (deviceId: string) => media.chooseOutput(deviceId),
  };
}

function createActions(context: RoomContext, parts: Parts): RoomActions {
  const { connection, ports } = context;
  const { session, live, scenarios, diagnoses } = parts;
  return {
    connect: async (token) => {
      if (!ports.secureContext) throw new CloudMeetError('insecure-context');
      return connection.connect(token);
    },
    join: ({ name, audio = false, video = false, consent }: JoinWish = {}) => {
      session.want({ audio, video });
      return connection.join(() => ({
        t: 'join',
        ...(name === undefined ? {} : { name }),
        audio: parts.media.audio.on,
        video: parts.media.video.on,
        ...(consent === undefined ? {} : { consent }),
      }));
    },
    leave: async () => {
      connection.leave();
      parts.media.release();
    },
    ...mediaActions(parts),
    ...roomCommands(connection, () => stateOf(context).local.participantId),
    getNetworkStats: async () => live.stats(),
    testCallQuality: async () => (await diagnoses.get()).testCallQuality(),
    diagnose: async () => (await diagnoses.get()).diagnose(),
    simulateScenario: async (scenario, seconds) => (await scenarios.get()).simulate(scenario, seconds),
  };
}

/** A room for this page. Nothing is connected and no device opened before an action asks for it. */
export function createRoom(options: RoomOptions): Room {
  const context = createContext(options);
  const parts = createParts(context, options);
  const { ports, store, events, tracks, connection } = context;
  store.dispatch(supportFound(canMeet(ports)));
  store.dispatch(onlineChanged(ports.network.online()));
  const undo = [
    ports.network.onChange((online) => store.dispatch(onlineChanged(online))),
    // Otherwise the others would look at a frozen picture until the grace for resuming is over.
    ports.onLeavePage(() => connection.leave()),
    runLevels(context, parts.levels, () => {
      // nobody is shown as speaking until it can be fetched: at the next joining or coming back
      parts.speakers.get().catch(() => undefined);
    }),
  ];
  let closed = false;
  return {
    store,
    tracks,
    levels: parts.levels,
    actions: createActions(context, parts),
    on: (name, listener) => events.on(name, listener),
    setPictureSize: (size) => {
      parts.live.setPicture(size);
    },
    attachOutput: (element) => parts.media.output.attach(element),
    attachStream: (element) => context.screen.attach(element),
    close: () => {
      if (closed) return;
      closed = true;
      events.close();
      connection.close();
      for (const dispose of undo) dispose();
      for (const name of ['scenarios', 'diagnoses', 'speakers', 'session', 'levels'] as const)
        parts[name].close();
      parts.live.end();
      parts.media.close();
      parts.trackEvents.close();
      tracks.close();
    },
  };
}
