import { silenceDbov } from '../media/level-meter.ts';
import { localTracks } from '../room.ts';
import type { RoomContext } from '../room-context.ts';
import { stateOf } from '../room-context.ts';
import { speakersChanged } from '../store/speakers-slice.ts';
import type { SpeakersState } from '../store/speakers-slice.ts';
import { ActiveSpeaker } from './active-speaker.ts';
import type { LevelLoop } from './level-loop.ts';

/**
 * Keeps who speaks in the store. `chosen` is who speaks by the word of a mixer, null while it names nobody; undefined
 * leaves it to what this page hears.
 */
export function watchSpeakers(
  context: RoomContext,
  levels: LevelLoop,
  chosen: () => string | null | undefined,
): { close: () => void } {
  const speaker = new ActiveSpeaker();
  const close = levels.on((readings) => {
    const own = speaker.update(inRoom(context, readings), context.ports.clock.nowMs());
    const word = chosen();
    tell(context, word === undefined ? own : { ...own, active: stillThere(context, word) });
  });
  return { close };
}

/** Whom the mixer names; while it names nobody, whoever spoke last and is still there. */
function stillThere(context: RoomContext, named: string | null): string | null {
  const { room, speakers } = stateOf(context);
  const id = named ?? speakers.active;
  return id !== null && room.participants[id] ? id : null;
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
