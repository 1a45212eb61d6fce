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
  events: LoggedEvent[];
  /** While paused new events wait here, so that a line does not run away from the reader. */
  held: LoggedEvent[];
  paused: boolean;
  tokens: Record<string, string>;
}

export type SandboxAction =
  | { type: 'event'; event: LoggedEvent }
  | { type: 'pause'; paused: boolean }
  | { type: 'clear' }
  | { type: 'add-person' }
  | { type: 'token'; userId: string; token: string };

/** Newest first; older ones fall off the end. */
const eventsMax = 500;

export const firstState: SandboxState = {
  peopleCount: atFirst,
  events: [],
  held: [],
  paused: false,
  tokens: {},
};

export function reduceSandbox(state: SandboxState, action: SandboxAction): SandboxState {
  switch (action.type) {
    case 'event':
      return state.paused
        ? { ...state, held: [action.event, ...state.held].slice(0, eventsMax) }
        : { ...state, events: [action.event, ...state.events].slice(0, eventsMax) };
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
