import type {
  ChildHandle,
  ChildKind,
  ChildListeners,
  ChildMessages,
  StartChild,
} from '../../../src/node/child-handle.ts';

/** A child in this process: what it is told is kept, what it says is made up by the test. */
export interface FakeChild {
  kind: ChildKind;
  told: { t: string }[];
  isKilled: boolean;
  say(message: ChildMessages[ChildKind]['from']): void;
  end(why: string): void;
}

/** Starts children that do nothing by themselves; `started` has them in the order of their start. */
export function startFakeChildren(): { start: StartChild; started: FakeChild[] } {
  const started: FakeChild[] = [];
  const start = <Kind extends ChildKind>(kind: Kind, listeners: ChildListeners<Kind>): ChildHandle<Kind> => {
    const child: FakeChild = {
      kind,
      told: [],
      isKilled: false,
      say: (message) => listeners.message(message),
      end: (why) => listeners.ended(why),
    };
    started.push(child);
    return {
      pid: started.length,
      send: (message) => void child.told.push(message),
      waitedMs: () => undefined,
      kill: () => {
        child.isKilled = true;
      },
    };
  };
  return { start, started };
}
