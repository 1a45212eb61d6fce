import type { Disposer } from '../emitter.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf } from '../room-context.ts';
import type { LevelLoop } from './level-loop.ts';

/** Reads levels while there is somebody to hear, me in the preview included; `joined` is called when a meeting begins. */
export function runLevels(context: RoomContext, levels: LevelLoop, joined: () => void): Disposer {
  let wasInMeeting = false;
  const follow = (): void => {
    const { connection, media } = stateOf(context);
    const inMeeting = connection.status === 'joined';
    levels.run(inMeeting || media.audio.status === 'on');
    if (inMeeting && !wasInMeeting) joined();
    wasInMeeting = inMeeting;
  };
  follow();
  return context.store.subscribe(follow);
}
