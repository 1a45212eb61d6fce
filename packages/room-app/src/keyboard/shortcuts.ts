/** What a key can do in the room, in the order the list shows it. */
export const shortcutNames = [
  'microphone',
  'camera',
  'share',
  'hand',
  'chat',
  'people',
  'layout',
  'fullScreen',
  'talk',
  'this',
] as const;
export type ShortcutName = (typeof shortcutNames)[number];

interface Shortcut {
  /** `KeyboardEvent.key`, lower case. One key alone, which the person may switch off (WCAG 2.1.4). */
  key: string;
  /** The same with Ctrl (Command on a Mac), which always works. */
  withControl?: string;
}

export const shortcuts: Record<ShortcutName, Shortcut> = {
  microphone: { key: 'm', withControl: 'd' },
  camera: { key: 'v', withControl: 'e' },
  share: { key: 's' },
  hand: { key: 'h' },
  chat: { key: 'c' },
  people: { key: 'p' },
  layout: { key: 'l' },
  fullScreen: { key: 'f' },
  talk: { key: ' ' },
  this: { key: '?' },
};

/** What of a keyboard event decides. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'target'>;

/**
 * The shortcut that a key press means, or undefined. Nothing while somebody types, nothing while a menu or dialog has
 * the keys, and Space never where it already presses what has the focus.
 */
export function matchShortcut(press: KeyPress, singleKeys: boolean): ShortcutName | undefined {
  if (press.repeat || press.altKey) return undefined;
  const key = press.key.toLowerCase();
  if (press.ctrlKey || press.metaKey)
    return shortcutNames.find((name) => shortcuts[name].withControl === key);
  if (!singleKeys || takesKeys(press.target)) return undefined;
  const found = shortcutNames.find((name) => shortcuts[name].key === key);
  return found === 'talk' && isPressedBySpace(press.target) ? undefined : found;
}

function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"], [role="listbox"]',
    ) !== null
  );
}

function isPressedBySpace(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('button, a, summary, [role="button"], [role="tab"]') !== null
  );
}
