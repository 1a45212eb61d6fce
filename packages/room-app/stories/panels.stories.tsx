import { idIn, interview, weeklyReview } from './meetings.ts';
import { moment } from './story.tsx';

export default { title: 'Room/Panels and dialogs' };

export const Chat = moment({ at: 'muted', since: 'six', view: { panel: 'chat' } });
export const ChatEmpty = moment({ at: 'two', view: { panel: 'chat' } });
export const People = moment({ at: 'hands', view: { panel: 'people' } });
export const PeopleAsAttendee = moment({ at: 'hands', as: 'Mei Tanaka', view: { panel: 'people' } });
export const PeopleFortyNine = moment({ at: 'forty-nine', view: { panel: 'people' } });
export const Hands = moment({ at: 'hands', view: { panel: 'people', peopleTab: 'hands' } });
export const HandsEmpty = moment({ at: 'two', view: { panel: 'people', peopleTab: 'hands' } });

export const OneAtTheDoor = moment({ meeting: interview, at: 'one-knocks' });
export const TwoAtTheDoor = moment({
  meeting: interview,
  at: 'two-knock',
  view: { panel: 'people', peopleTab: 'waiting' },
});

export const Settings = moment({ at: 'two', view: { dialog: 'settings' } });
export const Shortcuts = moment({ at: 'two', view: { dialog: 'shortcuts' } });
export const Policies = moment({ at: 'two', view: { dialog: 'policies' } });
export const EndForAll = moment({ at: 'two', view: { dialog: 'end' } });
export const Remove = moment({ at: 'two', view: { removing: idIn(weeklyReview, 'Jonas Weber') } });
