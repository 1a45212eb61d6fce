import { atFirst } from '../people/people.ts';

/** One line of the event log. */
export interface LoggedEvent {
  id: number;
  at: Date;
  userId: string;
  name: string;
  payload: Record<string, unknown>;
}

export interface SandboxState {
  peopleCount: number;
  lastEventId: number;
  events: LoggedEvent[];
  /** While paused new events wait here, so that a line does not run away from the reader. */
  held: LoggedEvent[];
  paused: boolean;
  tokens: Record<string, string>;
}

export type SandboxAction =
  | { type: 'event'; event: Omit<LoggedEvent, 'id'> }
  | { type: 'pause'; paused: boolean }
  | { type: 'clear' }
  | { type: 'add-person' }
  | { type: 'token'; userId: string; token: string };

/** Newest first; older ones fall off the end. */
const eventsMax = 500;

export const firstState: SandboxState = {
  peopleCount: atFirst,
  lastEventId: 0,
  events: [],
  held: [],
  paused: false,
  tokens: {},
};

export function reduceSandbox(state: SandboxState, action: SandboxAction): SandboxState {
  switch (action.type) {
    case 'event': {
      const id = state.lastEventId + 1;
      const list = state.paused ? 'held' : 'events';
      return {
        ...state,
        lastEventId: id,
        [list]: [{ ...action.event, id }, ...state[list]].slice(0, eventsMax),
      };
    }
    case 'pause':
      return {
        ...state,
        paused: action.paused,
        events: [...state.held, ...state.events].slice(0, eventsMax),
        held: [],
      };
    case 'clear':
      return { ...state, events: [], held: [] };
    case 'add-person':
      return { ...state, peopleCount: state.peopleCount + 1 };
    case 'token':
      return { ...state, tokens: { ...state.tokens, [action.userId]: action.token } };
  }
}
