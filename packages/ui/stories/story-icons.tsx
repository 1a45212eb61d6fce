import { ChatIcon, MicrophoneOffIcon, PinIcon, RemovePersonIcon, SpotlightIcon } from '../src/index.ts';

export const MessageIcon = <ChatIcon />;

export const menuIcons = {
  pin: <PinIcon />,
  spotlight: <SpotlightIcon />,
  mute: <MicrophoneOffIcon />,
  remove: <RemovePersonIcon />,
};
