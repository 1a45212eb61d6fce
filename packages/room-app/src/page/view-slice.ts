import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import type { ErrorCode, Layout, Theme } from '@cloudmeet/contracts';

/** Why no room can be shown at all; the room's own endings are in the engine's store. */
export type PageProblem =
  | Extract<
      ErrorCode,
      | 'insecure-context'
      | 'webrtc-unsupported'
      | 'origin-not-allowed'
      | 'protocol-mismatch'
      | 'load-failed'
      | 'timeout'
    >
  | 'no-token';

export type PanelName = 'chat' | 'people';
export type PeopleTab = 'room' | 'hands' | 'waiting';
/** What lies over the room and holds the focus until it is closed. */
export type DialogName = 'settings' | 'shortcuts' | 'policies' | 'end' | 'recording' | 'stream';

export interface JoiningWish {
  name: string;
  audio: boolean;
  video: boolean;
  /** Agrees to be recorded, where the room asks for it. */
  consent?: boolean;
}

/** How this one page shows the room: nobody else sees it, and nothing of it is kept after the page is closed. */
export interface ViewState {
  problem: PageProblem | null;
  /** My own choice; null follows what a host set for everyone. */
  layout: Layout | null;
  /** The participant who is large for me alone. */
  pinned: string | null;
  hideSelf: boolean;
  panel: PanelName | null;
  peopleTab: PeopleTab;
  /** Whom the next chat message goes to; null is everyone. */
  chatTo: string | null;
  /** What is written and not sent yet. */
  chatDraft: string;
  /** `seq` of the newest chat message that was on the screen. */
  chatSeenSeq: number;
  dialog: DialogName | null;
  /** Whom a host is about to remove; asks first. */
  removing: string | null;
  /** The look the tenant gave, overlaid by what the embedding page and the person chose. */
  theme: Theme;
  /** Show the prejoin screen before joining. */
  prejoin: boolean;
  /** How the person, or the page around, means to join; what is typed stays here over failures. */
  wish: JoiningWish;
  pictureInPicture: boolean;
  /** Single-key shortcuts; Ctrl with a letter always works. */
  singleKeys: boolean;
  /** The browser plays nothing before a gesture. */
  soundBlocked: boolean;
}

export const initialView: ViewState = {
  problem: null,
  layout: null,
  pinned: null,
  hideSelf: false,
  panel: null,
  peopleTab: 'room',
  chatTo: null,
  chatDraft: '',
  chatSeenSeq: 0,
  dialog: null,
  removing: null,
  theme: {},
  prejoin: true,
  wish: { name: '', audio: true, video: true },
  pictureInPicture: false,
  singleKeys: true,
  soundBlocked: false,
};

const slice = createSlice({
  name: 'view',
  initialState: initialView,
  reducers: {
    viewChanged: (state, { payload }: PayloadAction<Partial<ViewState>>) => ({ ...state, ...payload }),
    wishChanged: (state, { payload }: PayloadAction<Partial<JoiningWish>>) => ({
      ...state,
      wish: { ...state.wish, ...payload },
    }),
    /** Lays what is given over the present theme; what is left out stays. */
    themeChanged: (state, { payload }: PayloadAction<Theme>) => ({
      ...state,
      theme: { ...state.theme, ...payload },
    }),
    panelToggled: (state, { payload }: PayloadAction<PanelName>) => ({
      ...state,
      panel: state.panel === payload ? null : payload,
    }),
    chatSeen: (state, { payload }: PayloadAction<number>) => ({
      ...state,
      chatSeenSeq: Math.max(state.chatSeenSeq, payload),
    }),
    /** A meeting is over: what belonged to it goes, the look stays. */
    meetingForgotten: (state) => ({
      ...initialView,
      theme: state.theme,
      prejoin: state.prejoin,
      wish: state.wish,
    }),
  },
});

export const viewReducer = slice.reducer;
export const { viewChanged, wishChanged, themeChanged, panelToggled, chatSeen, meetingForgotten } =
  slice.actions;
