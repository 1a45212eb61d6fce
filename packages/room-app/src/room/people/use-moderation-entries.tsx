import { policyPermissions, policyValue } from '@cloudmeet/contracts';
import type { Participant, Policies, PolicyPermission } from '@cloudmeet/contracts';
import { selectMyId, selectRoom } from '@cloudmeet/room-engine';
import {
  AdmitPersonIcon,
  CameraOffIcon,
  ChatIcon,
  HandIcon,
  MicrophoneOffIcon,
  RemovePersonIcon,
  StopShareIcon,
  useText,
} from '@cloudmeet/ui';
import type { MenuEntry } from '@cloudmeet/ui';
import { useActions, usePageDispatch, useRoomState } from '../../page/page-context.tsx';
import { useRun } from '../../page/use-run.ts';
import { viewChanged } from '../../page/view-slice.ts';
import { useMay } from '../use-may.ts';

export interface ModerationEntries {
  gentle: MenuEntry[];
  /** What cannot be taken back. */
  final: MenuEntry[];
}

type MaybeEntry = MenuEntry | false;

/** Mute, stop video, lower hand, let speak, message, remove. */
export function useModerationEntries(person: Participant): ModerationEntries {
  const { t } = useText();
  const dispatch = usePageDispatch();
  const may = useMay();
  const isMe = useRoomState((state) => selectMyId(state) === person.id);
  const media = useMediaEntries(person);
  const hand = useHandEntries(person);
  if (isMe) return { gentle: [], final: [] };
  const message: MaybeEntry = may('chat.direct') && {
    id: 'message',
    label: t('people.message', { name: person.name }),
    icon: <ChatIcon />,
    onSelect: () => dispatch(viewChanged({ panel: 'chat', chatTo: person.id })),
  };
  const remove: MaybeEntry = may('participant.remove') &&
    person.role !== 'host' && {
      id: 'remove',
      label: t('people.remove'),
      icon: <RemovePersonIcon />,
      danger: true,
      onSelect: () => dispatch(viewChanged({ removing: person.id })),
    };
  return { gentle: present([...media, ...hand, message]), final: present([remove]) };
}

function present(entries: readonly MaybeEntry[]): MenuEntry[] {
  return entries.filter((entry) => entry !== false);
}

function useMediaEntries({ id, audio, video, screen }: Participant): MaybeEntry[] {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const may = useMay();
  return [
    audio &&
      may('participant.mute') && {
        id: 'mute',
        label: t('people.mute'),
        icon: <MicrophoneOffIcon />,
        onSelect: () => void run(() => actions.mute(id)),
      },
    video &&
      may('participant.stopVideo') && {
        id: 'stop-video',
        label: t('people.stopVideo'),
        icon: <CameraOffIcon />,
        onSelect: () => void run(() => actions.stopVideo(id)),
      },
    screen &&
      may('participant.stopVideo') && {
        id: 'stop-screen',
        label: t('people.stopScreen'),
        icon: <StopShareIcon />,
        onSelect: () => void run(() => actions.stopScreen(id)),
      },
  ];
}

function useHandEntries(person: Participant): MaybeEntry[] {
  const { t } = useText();
  const actions = useActions();
  const run = useRun();
  const may = useMay();
  const { hands, policies } = useRoomState(selectRoom);
  const missing = onRequestOf(person, policies);
  // who came to watch was invited in, whatever the room's policies say
  const given = person.granted.filter(
    (permission) =>
      isOnRequest(permission, policies) || (permission === 'media.publish' && person.receive === 'auto'),
  );
  return [
    hands.includes(person.id) &&
      may('hand.lowerOther') && {
        id: 'lower-hand',
        label: t('people.lowerHand'),
        icon: <HandIcon />,
        onSelect: () => void run(() => actions.lowerHand(person.id)),
      },
    missing.length > 0 &&
      may('hand.invite') && {
        id: 'invite',
        label: t('people.letSpeak'),
        icon: <AdmitPersonIcon />,
        onSelect: () => void run(() => actions.invite(person.id, missing)),
      },
    given.length > 0 &&
      may('hand.invite') && {
        id: 'uninvite',
        label: t('people.endSpeaking'),
        icon: <MicrophoneOffIcon />,
        onSelect: () => void run(() => actions.uninvite(person.id, given)),
      },
  ];
}

/** What the room gives attendees on request, and this one does not have yet. */
export function onRequestOf(person: Participant, policies: Policies): PolicyPermission[] {
  const watches = person.receive === 'stream';
  if (person.role !== 'attendee' && !watches) return [];
  return policyPermissions.filter(
    (permission) =>
      !person.granted.includes(permission) &&
      (isOnRequest(permission, policies) || (watches && permission === 'media.publish')),
  );
}

function isOnRequest(permission: PolicyPermission, policies: Policies): boolean {
  return policyKinds(permission).some((kind) => policyValue(policies, permission, kind) === 'on-request');
}

function policyKinds(permission: PolicyPermission): (undefined | 'audio' | 'video')[] {
  return permission === 'media.publish' ? ['audio', 'video'] : [undefined];
}
