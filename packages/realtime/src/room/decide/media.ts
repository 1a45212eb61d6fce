import { CloudMeetError } from '@cloudmeet/contracts';
import type { MediaKind, Participant } from '@cloudmeet/contracts';
import { unchanged } from '../decided.ts';
import type { Outcome } from '../decided.ts';
import { refusal } from './deed.ts';
import type { CommandHandlers, Deed } from './deed.ts';
import { hasPublisherSeat, isPublishing } from './publishers.ts';
import { sharingRefusal } from './sharing.ts';

const mediaKinds = ['audio', 'video', 'screen'] as const;
type Media = Partial<Pick<Participant, (typeof mediaKinds)[number]>>;

/** One entry with what really changes, or nothing. */
export function changeMedia(one: Participant, wanted: Media): Outcome {
  const changed = mediaKinds.filter((kind) => wanted[kind] !== undefined && wanted[kind] !== one[kind]);
  if (changed.length === 0) return unchanged;
  const data = { participantId: one.id, ...Object.fromEntries(changed.map((kind) => [kind, wanted[kind]])) };
  return { entries: [{ type: 'media.changed', data }] };
}

function allOf(kinds: readonly MediaKind[], on: boolean): Media {
  return Object.fromEntries(kinds.map((kind) => [kind, on]));
}

function startSharing({ room, self, context }: Deed, media: Media): Outcome {
  const refused = sharingRefusal(room, self);
  if (refused) return refused;
  if (!isPublishing(self) && !hasPublisherSeat(room, context)) {
    return new CloudMeetError('publish-limit');
  }
  return changeMedia(self, media);
}

/** Your own microphone, camera and screen. Off is always allowed. */
export const mediaCommands: CommandHandlers<
  'media.publish' | 'media.unpublish' | 'screen.share' | 'screen.unshare'
> = {
  'media.publish': (deed, { kinds }) => {
    for (const kind of kinds) {
      const refused = refusal('media.publish', deed.standing, kind);
      if (refused) return refused;
    }
    return startSharing(deed, allOf(kinds, true));
  },
  'media.unpublish': ({ self }, { kinds }) => changeMedia(self, allOf(kinds, false)),
  'screen.share': (deed) => startSharing(deed, { screen: true }),
  'screen.unshare': ({ self }) => changeMedia(self, { screen: false }),
};
