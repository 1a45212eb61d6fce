import { createSlice, nanoid } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import type { Reaction } from '@cloudmeet/contracts';

/** Something that happened in the room, for the quiet lines between chat messages. */
export interface Mark {
  id: string;
  atMs: number;
  kind:
    | 'joined'
    | 'left'
    | 'locked'
    | 'unlocked'
    | 'recordingStarted'
    | 'recordingStopped'
    | 'streamStarted'
    | 'streamStopped';
  /** Who, for joined and left. */
  name?: string;
}

export interface ReactionShown {
  id: string;
  participantId: string;
  name: string;
  reaction: Reaction;
}

export interface Moments {
  marks: Mark[];
  reactions: ReactionShown[];
  /** When hands went up that went up before my eyes, by participant, in ms of this clock. */
  handSinceMs: Record<string, number>;
  /** The last thing that screen readers are told; `count` tells equal texts apart. */
  announcement: { text: string; count: number };
}

const marksMax = 200;
export const initialMoments: Moments = {
  marks: [],
  reactions: [],
  handSinceMs: {},
  announcement: { text: '', count: 0 },
};

const slice = createSlice({
  name: 'moments',
  initialState: initialMoments,
  reducers: {
    marked: {
      reducer: (state, { payload }: PayloadAction<Mark>) => ({
        ...state,
        marks: [...state.marks, payload].slice(-marksMax),
      }),
      prepare: (mark: Omit<Mark, 'id'>) => ({ payload: { ...mark, id: nanoid(8) } }),
    },
    reactionShown: (state, { payload }: PayloadAction<ReactionShown>) => ({
      ...state,
      reactions: [...state.reactions, payload].slice(-5),
    }),
    reactionGone: (state, { payload }: PayloadAction<string>) => ({
      ...state,
      reactions: state.reactions.filter(({ id }) => id !== payload),
    }),
    handSeen: (state, { payload }: PayloadAction<{ participantId: string; atMs: number }>) => ({
      ...state,
      handSinceMs: { ...state.handSinceMs, [payload.participantId]: payload.atMs },
    }),
    announced: (state, { payload }: PayloadAction<string>) => ({
      ...state,
      announcement: { text: payload, count: state.announcement.count + 1 },
    }),
    momentsForgotten: () => initialMoments,
  },
});

export const momentsReducer = slice.reducer;
export const { marked, reactionShown, reactionGone, handSeen, announced, momentsForgotten } = slice.actions;
