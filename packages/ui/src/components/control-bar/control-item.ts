import type { ReactNode } from 'react';
import type { MenuEntry } from '../menu/menu-entry.ts';

/** One control of the bar. `label` is the word under the icon and names what pressing will do. */
export interface ControlItem {
  id: string;
  label: string;
  icon: ReactNode;
  /** Without it, pressing opens `menu`. */
  onPress?: () => void;
  /** Beside `onPress`: behind a caret of its own. In a narrow bar the entries stand under More. */
  menu?: readonly MenuEntry[];
  /** What the caret or the place under More is called: "Microphone and speaker". */
  menuLabel?: string;
  /**
   * `device` has a ground of its own (microphone, camera), `alert` is the red one of a muted microphone, `active`
   * is what is open or raised now, `plain` the rest.
   */
  tone?: 'plain' | 'device' | 'alert' | 'active' | undefined;
  /** Whether the panel that it opens is open. */
  expanded?: boolean;
  disabled?: boolean;
  /** A number at the icon, e.g. people. `note` says it in words. */
  count?: number | undefined;
  /** A dot at the icon, e.g. unread messages. `note` says it in words. */
  dot?: boolean;
  /** What count or dot mean: "3 unread messages". */
  note?: string | undefined;
  /** Moves under More where there is no room: 1 first, then 2, 3; never when left out. */
  collapse?: 1 | 2 | 3;
  /** As `aria-keyshortcuts` wants it, e.g. `m` or `Control+d`. */
  shortcut?: string;
}
