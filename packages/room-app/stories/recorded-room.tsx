import '@cloudmeet/ui/later-english';
import '@cloudmeet/ui/prejoin-english';
import '../src/shell/page.css';
import { useEffect, useRef, useState } from 'react';
import type { Language } from '@cloudmeet/ui';
import { entryFor } from '@cloudmeet/contracts';
import { localTracks, mixTracks, selectOthers } from '@cloudmeet/room-engine';
import type { Room, RoomActions, RoomEngineState } from '@cloudmeet/room-engine';
import type { RecordedMeeting } from '@cloudmeet/testing/meetings';
import { createRoomPage } from '../src/page/create-room-page.ts';
import { PageProvider } from '../src/page/page-context.tsx';
import type { RoomPage } from '../src/page/room-page.ts';
import type { ViewState } from '../src/page/view-slice.ts';
import { App } from '../src/shell/app.tsx';
import { config } from '../tests/support/config.ts';
import { engineStateAt } from './engine-state.ts';
import { entriesBetween, idIn, seqOf, weeklyReview } from './meetings.ts';
import { paintedMix } from './pictures/painted-mix.ts';
import { paintedPerson, paintedScreen } from './pictures/painted-person.ts';
import { createReplyingRoom } from './replying-room.ts';
import type { ReplyingRoom } from './replying-room.ts';

export interface RecordedRoomProps {
  meeting?: RecordedMeeting;
  /** A moment of the meeting by its name, or a `seq` of its log. */
  at: string | number;
  /** The page was open since this moment: what came between is told as it happened. Default: it is opened at `at`. */
  since?: string | number;
  /** Whose page it is. */
  as?: string;
  /** What no log holds: devices, the connection to the server, how the stream plays. */
  over?: (state: RoomEngineState) => Partial<RoomEngineState>;
  view?: Partial<ViewState>;
  answers?: Partial<RoomActions>;
  embedded?: boolean;
  /** My loudness in dBov. */
  levelDbov?: number;
}

export interface Look {
  scheme: 'dark' | 'light';
  language: Language;
  accent: string;
}

interface Opened {
  page: RoomPage;
  room: ReplyingRoom;
  arrive: () => void;
}

/** The whole room page at a moment of a recorded meeting. */
export function RecordedRoom({ look, ...props }: RecordedRoomProps & { look: Look }) {
  const [opened] = useState(() => open(props, look));
  const [ready, setReady] = useState(false);
  const told = useRef(false);
  useEffect(() => {
    void opened.page.text.setLanguage(look.language).then(() => setReady(true));
  }, [opened, look.language]);
  useEffect(() => {
    if (ready && !told.current) opened.arrive();
    told.current ||= ready;
  }, [opened, ready]);
  useEffect(() => () => closeTracks(opened.room), [opened]);
  if (!ready) return null;
  return (
    <div id="cm-room">
      <PageProvider page={opened.page}>
        <App />
      </PageProvider>
    </div>
  );
}

function open(props: RecordedRoomProps, look: Look): Opened {
  const { meeting = weeklyReview, at, since = at, as = 'Sofia Lindqvist', over, view, answers } = props;
  const state = engineStateAt(meeting, seqOf(meeting, since), idIn(meeting, as));
  const room = createReplyingRoom({ ...state, ...over?.(state) }, answers);
  paint(room);
  if (props.levelDbov !== undefined) room.setLevel(localTracks, props.levelDbov);
  const page = createRoomPage({
    config: {
      ...config,
      theme: { colorScheme: look.scheme, ...(look.accent ? { accent: look.accent } : {}) },
    },
    room: withStream(room),
    embedded: props.embedded ?? false,
    view: { ...view },
  });
  const participantId = idIn(meeting, as);
  const { role = 'attendee' } = state.room.participants[participantId] ?? {};
  const came = entriesBetween(meeting, seqOf(meeting, since), seqOf(meeting, at));
  const arrive = () =>
    room.replay(
      came.map((entry) => entryFor({ participantId, standing: { role } }, entry, state.room.policies)),
    );
  return { page, room, arrive };
}

/** A picture for everyone whose camera is on, or the one picture of a mixed room. */
function paint(room: ReplyingRoom): void {
  const now = room.store.getState();
  if (now.media.video.status === 'on') room.setTrack(localTracks, 'video', paintedPerson(5));
  if (now.mix.map) {
    room.setTrack(mixTracks, 'video', paintedMix(now.mix.map));
    return;
  }
  for (const [index, { id, video, screen }] of selectOthers(now).entries()) {
    if (video) room.setTrack(id, 'video', paintedPerson(index));
    if (screen) room.setTrack(id, 'screen', paintedScreen());
  }
}

/** Who watches the stream sees a drawn slide. */
function withStream(room: ReplyingRoom): Room {
  return {
    ...room,
    attachStream: (element) => {
      const track = paintedScreen();
      element.srcObject = new MediaStream([track]);
      element.muted = true;
      void element.play().catch(() => undefined);
      return () => {
        track.stop();
        element.srcObject = null;
      };
    },
  };
}

function closeTracks(room: ReplyingRoom): void {
  for (const { track } of room.tracks.list()) track.stop();
}
