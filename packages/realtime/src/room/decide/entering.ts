import { can } from '@cloudmeet/contracts';
import type { EntryBody, Participant } from '@cloudmeet/contracts';
import type { DecisionContext } from '../decided.ts';
import type { Applicant, Guest, Presence, RoomView, Standing } from '../room-view.ts';
import { hasPublisherSeat } from './publishers.ts';
import { sharingRefusal } from './sharing.ts';

/** Role and permissions of a token: its own, unless a host changed them in this session. */
export function standingOfToken(room: RoomView, { tokenId, role }: Guest): Standing {
  return room.standings.get(tokenId) ?? { role, granted: [] };
}

/** Presences of the same person that the new one takes the place of. */
export function replacedBy(room: RoomView, { userId, participantId, onDuplicate }: Guest): string[] {
  if (onDuplicate === 'allow') return [];
  return Object.values(room.state.participants)
    .filter((one) => one.userId === userId && one.id !== participantId)
    .map(({ id }) => id);
}

/** Whether they agree to be recorded, and how they receive: who was invited to speak comes back as a participant. */
function recordingOf(room: RoomView, applicant: Applicant): Pick<Participant, 'consented' | 'receive'> {
  const isInvited = standingOfToken(room, applicant).granted.includes('media.publish');
  return {
    ...(applicant.consents ? { consented: true } : {}),
    ...(applicant.receive === 'stream' ? { receive: isInvited ? 'auto' : 'stream' } : {}),
  };
}

/** What of the wished media may be on from the start. Joining never fails for it. */
function startingMedia(
  room: RoomView,
  applicant: Applicant,
  context: DecisionContext,
  replaced: readonly string[],
) {
  const { role, granted } = standingOfToken(room, applicant);
  const standing = { role, grants: applicant.grants, granted, policies: room.state.policies };
  const maySend =
    hasPublisherSeat(room, context, replaced) && !sharingRefusal(room, recordingOf(room, applicant));
  return {
    audio: applicant.audio && maySend && can('media.publish', standing, 'audio'),
    video: applicant.video && maySend && can('media.publish', standing, 'video'),
  };
}

function participantOf(
  room: RoomView,
  applicant: Applicant,
  context: DecisionContext,
  replaced: readonly string[],
): Participant {
  const { role, granted } = standingOfToken(room, applicant);
  return {
    id: applicant.participantId,
    userId: applicant.userId,
    name: applicant.name,
    ...(applicant.avatarUrl === undefined ? {} : { avatarUrl: applicant.avatarUrl }),
    role,
    joinedAt: context.at,
    ...startingMedia(room, applicant, context, replaced),
    screen: false,
    granted: [...granted],
    ...recordingOf(room, applicant),
    ...(applicant.metadata === undefined ? {} : { metadata: applicant.metadata }),
  };
}

/** Entries of somebody coming in: those whose place is taken go first. */
export function entering(room: RoomView, applicant: Applicant, context: DecisionContext): EntryBody[] {
  const replaced = replacedBy(room, applicant);
  return [
    ...replaced.map((participantId): EntryBody => ({
      type: 'participant.left',
      data: { participantId, reason: 'replaced' },
    })),
    {
      type: 'participant.joined',
      data: { participant: participantOf(room, applicant, context, replaced) },
    },
  ];
}

/** True when one more fits, counting those who make room. People at the door take no seat. */
export function hasSeat(room: RoomView, applicant: Guest): boolean {
  const staying = Object.keys(room.state.participants).length - replacedBy(room, applicant).length;
  return staying < room.settings.maxParticipants;
}

/** The private half that stays of an applicant once they are in. */
export function presenceOf({ participantId, userId, tokenId, grants, credentialHash }: Applicant): Presence {
  return { participantId, userId, tokenId, grants, credentialHash };
}

export function isBanned(room: RoomView, { userId, tokenId }: Pick<Guest, 'userId' | 'tokenId'>): boolean {
  return room.bans.some((ban) => ban.userId === userId || ban.tokenId === tokenId);
}
