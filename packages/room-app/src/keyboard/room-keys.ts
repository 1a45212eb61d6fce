import { useShortcuts } from './use-shortcuts.ts';

/** The keys of the room, for as long as it is on the screen; draws nothing. */
export function RoomKeys(): null {
  useShortcuts();
  return null;
}

// a chunk of its own, a moment after the room: `lazy()` wants it as the default
export default RoomKeys;
