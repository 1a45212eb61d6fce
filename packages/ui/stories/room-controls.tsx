import {
  CameraIcon,
  ChatIcon,
  ControlBar,
  FullScreenIcon,
  HandIcon,
  KeyboardIcon,
  LayoutIcon,
  MicrophoneIcon,
  MicrophoneOffIcon,
  PeopleIcon,
  ReactIcon,
  SettingsIcon,
  ShareIcon,
  useText,
} from '../src/index.ts';
import type { ControlItem, MenuEntry } from '../src/index.ts';

export interface RoomControlsProps {
  muted?: boolean;
  hand?: boolean;
  open?: 'chat' | 'people' | null;
  people?: number;
  unread?: number;
}

const nothing = () => undefined;

const microphones: MenuEntry[] = [
  {
    kind: 'choice',
    id: 'microphone',
    label: 'Microphone',
    value: 'mac',
    options: [
      { value: 'mac', label: 'MacBook Pro' },
      { value: 'pods', label: 'AirPods' },
    ],
    onChange: nothing,
  },
  {
    kind: 'choice',
    id: 'speaker',
    label: 'Speaker',
    value: 'pods',
    options: [
      { value: 'mac', label: 'MacBook Pro' },
      { value: 'pods', label: 'AirPods' },
    ],
    onChange: nothing,
  },
];

const cameras: MenuEntry[] = [
  {
    kind: 'choice',
    id: 'camera',
    label: 'Camera',
    value: 'face',
    options: [{ value: 'face', label: 'FaceTime HD' }],
    onChange: nothing,
  },
];

const reactions: MenuEntry[] = [
  {
    kind: 'picks',
    id: 'reactions',
    label: 'Reactions',
    options: [
      { value: 'thumbsUp', label: 'Agree', symbol: '👍' },
      { value: 'applause', label: 'Applause', symbol: '👏' },
      { value: 'heart', label: 'Love', symbol: '❤️' },
      { value: 'laugh', label: 'Laugh', symbol: '😂' },
      { value: 'surprise', label: 'Surprise', symbol: '😮' },
      { value: 'celebrate', label: 'Celebrate', symbol: '🎉' },
    ],
    onPick: nothing,
  },
];

/** The control bar as the room fills it. */
export function RoomControls({ muted, hand, open = null, people = 5, unread = 0 }: RoomControlsProps) {
  const { t } = useText();
  const items: ControlItem[] = [
    {
      id: 'microphone',
      label: t(muted ? 'controls.unmute' : 'controls.mute'),
      icon: muted ? <MicrophoneOffIcon /> : <MicrophoneIcon />,
      tone: muted ? 'alert' : 'device',
      onPress: nothing,
      menu: microphones,
      menuLabel: t('devices.microphoneAndSpeaker'),
      shortcut: 'm',
    },
    {
      id: 'camera',
      label: t('controls.stopVideo'),
      icon: <CameraIcon />,
      tone: 'device',
      onPress: nothing,
      menu: cameras,
      menuLabel: t('devices.camera'),
    },
    { id: 'share', label: t('controls.share'), icon: <ShareIcon />, onPress: nothing, collapse: 3 },
    {
      id: 'hand',
      label: t(hand ? 'controls.lowerHand' : 'controls.raiseHand'),
      icon: <HandIcon />,
      tone: hand ? 'active' : 'plain',
      onPress: nothing,
    },
    { id: 'react', label: t('controls.react'), icon: <ReactIcon />, menu: reactions, collapse: 1 },
    {
      id: 'chat',
      label: t('controls.chat'),
      icon: <ChatIcon />,
      tone: open === 'chat' ? 'active' : 'plain',
      expanded: open === 'chat',
      dot: unread > 0,
      note: unread > 0 ? t('controls.unread', { count: unread }) : undefined,
      onPress: nothing,
    },
    {
      id: 'people',
      label: t('controls.people'),
      icon: <PeopleIcon />,
      tone: open === 'people' ? 'active' : 'plain',
      expanded: open === 'people',
      count: people,
      note: t('controls.peopleCount', { count: people }),
      onPress: nothing,
      collapse: 2,
    },
  ];
  const more: MenuEntry[] = [
    { id: 'layout', label: t('layout.label'), icon: <LayoutIcon />, onSelect: nothing },
    { id: 'devices', label: t('devices.settings'), icon: <SettingsIcon />, onSelect: nothing },
    { id: 'full', label: t('controls.fullScreen'), icon: <FullScreenIcon />, onSelect: nothing },
    { id: 'keys', label: t('controls.shortcuts'), icon: <KeyboardIcon />, detail: '?', onSelect: nothing },
  ];
  return <ControlBar items={items} more={more} leave={{ onPress: nothing }} />;
}
