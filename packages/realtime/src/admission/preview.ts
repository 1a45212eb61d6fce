import { allowedPermissions, socketProtocolVersion } from '@cloudmeet/contracts';
import type { IceServer, Permission, Preview } from '@cloudmeet/contracts';
import { standingOfToken } from '../room/decide/entering.ts';
import { presentView } from '../room/room-view.ts';
import type { Guest, RoomView } from '../room/room-view.ts';
import { needsConsent, willRecord } from '../room/decide/sharing.ts';
import { mustKnock } from './decide-join.ts';

const peopleMax = 12;
/** What nobody does who only watches the stream, whatever their role allows. */
const sharing: readonly Permission[] = ['media.publish', 'screen.share'];

function selfOf(room: RoomView, guest: Guest): Preview['self'] {
  const { role, granted } = standingOfToken(room, guest);
  const standing = { role, grants: guest.grants, granted, policies: room.state.policies };
  const watches = guest.receive === 'stream';
  const isViewer = watches && !granted.includes('media.publish');
  const allowed = allowedPermissions(standing);
  return {
    userId: guest.userId,
    ...(guest.tokenName === undefined ? {} : { name: guest.tokenName }),
    ...(guest.avatarUrl === undefined ? {} : { avatarUrl: guest.avatarUrl }),
    role,
    ...(watches ? { watches } : {}),
    allows: isViewer ? allowed.filter((permission) => !sharing.includes(permission)) : allowed,
  };
}

function peopleOf({ state }: RoomView): Preview['people'] {
  return Object.values(state.participants)
    .slice(0, peopleMax)
    .map(({ name, avatarUrl }) => (avatarUrl === undefined ? { name } : { name, avatarUrl }));
}

/** What somebody is shown before they join. Who must knock learns how many are inside, not who. */
export function previewFor(view: RoomView, guest: Guest, iceServers: IceServer[]): Preview {
  const room = presentView(view);
  const { settings, state } = room;
  return {
    t: 'preview',
    v: socketProtocolVersion,
    room: {
      id: settings.roomId,
      name: settings.name,
      startedAt: state.startedAt,
      lobby: settings.lobby,
      locked: state.locked,
      topology: state.topology,
      test: settings.test,
      recording: state.recording !== null || willRecord(room),
      requiresConsent: needsConsent(room),
    },
    tenant: { name: settings.tenantName, theme: settings.theme },
    self: selfOf(room, guest),
    people: mustKnock(room, guest) ? [] : peopleOf(room),
    participantCount: Object.keys(state.participants).length,
    iceServers,
    expiresAtSeconds: guest.expiresAtSeconds,
  };
}
