import type { Disposer } from '../emitter.ts';
import { silenceDbov } from '../media/level-meter.ts';
import { localTracks } from '../room.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf } from '../room-context.ts';
import { speakersChanged } from '../store/speakers-slice.ts';
import type { SpeakersState } from '../store/speakers-slice.ts';
import type { ActiveSpeaker } from './active-speaker.ts';
import type { LevelLoop } from './level-loop.ts';

/** Reads levels while there is somebody to hear, me in the preview included, and keeps who speaks in the store. */
export function watchSpeakers(context: RoomContext, levels: LevelLoop, speaker: ActiveSpeaker): Disposer {
  const follow = (): void => {
    const { connection, media } = stateOf(context);
    levels.run(connection.status === 'joined' || media.audio.status === 'on');
  };
  const unsubscribe = context.store.subscribe(follow);
  const dispose = levels.on((readings) => {
    tell(context, speaker.update(inRoom(context, readings), context.ports.clock.nowMs()));
  });
  follow();
  return () => {
    unsubscribe();
    dispose();
  };
}

/** Loudness of everyone in the room; whoever shares no sound is silent. */
function inRoom(context: RoomContext, readings: ReadonlyMap<string, number>): Map<string, number> {
  const { room, local } = stateOf(context);
  return new Map(
    Object.values(room.participants).map(({ id, audio }) => {
      const key = id === local.participantId ? localTracks : id;
      return [id, (audio ? readings.get(key) : undefined) ?? silenceDbov];
    }),
  );
}

function tell(context: RoomContext, is: SpeakersState): void {
  const was = stateOf(context).speakers;
  if (was.active === is.active && was.speaking.join() === is.speaking.join()) return;
  context.store.dispatch(speakersChanged(is));
  if (was.active !== is.active)
    context.events.emit('active-speaker-change', { activeSpeaker: { peerId: is.active } });
}
