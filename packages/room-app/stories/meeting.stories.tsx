import { blankState } from '../tests/fake-room/fake-store.ts';
import { idIn, weeklyReview } from './meetings.ts';
import { moment } from './story.tsx';

export default { title: 'Room/Meeting' };

export const Alone = moment({ at: 'alone' });
export const Two = moment({ at: 'two' });
export const Five = moment({ at: 'written' });
export const SixMutedAndWeak = moment({ at: 'muted' });
export const Sharing = moment({ at: 'sharing' });
export const Speaker = moment({ at: 'speaker' });
export const Locked = moment({ at: 'locked' });
export const AsAttendee = moment({ at: 'weak', as: 'Mei Tanaka' });
export const Embedded = moment({ at: 'five', embedded: true });

/** The step of the ladder is prepared; nothing goes dark. */
export const SteppingToMixed = moment({ at: 'stepping' });
export const NineMixed = moment({ at: 'nine' });
export const TwentyFiveMixed = moment({ at: 'twenty-five' });
export const FortyNineMixed = moment({ at: 'forty-nine' });
export const PresentingMixed = moment({ at: 'presenting', view: { panel: 'people', peopleTab: 'hands' } });
export const PinnedMixed = moment({
  at: 'nine',
  view: { pinned: idIn(weeklyReview, 'Mei Tanaka') },
});
export const NobodyMixes = moment({ at: 'no-mixer' });

export const PoorNetwork = moment({
  at: 'five',
  over: ({ peers }) => ({
    peers: { ...peers, network: { ...peers.network, quality: 'poor', limitedBy: 'uplink' } },
  }),
});
export const Reconnecting = moment({
  at: 'five',
  over: () => ({ connection: { ...blankState.connection, status: 'reconnecting', attempt: 2 } }),
});
export const Offline = moment({
  at: 'five',
  over: () => ({
    connection: { ...blankState.connection, status: 'reconnecting', attempt: 2, online: false },
  }),
});
export const SoundBlocked = moment({ at: 'three', view: { soundBlocked: true } });
export const OwnShare = moment({
  at: 'three',
  over: ({ media }) => ({ media: { ...media, screen: { status: 'on', error: null, withAudio: false } } }),
});
