import type { ReactNode } from 'react';

/** One thing to do. */
export interface MenuAction {
  kind?: 'action';
  id: string;
  label: string;
  icon?: ReactNode;
  /** Beside the label in a quieter hand, e.g. a shortcut. */
  detail?: string | undefined;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

/** Something that is on or off. */
export interface MenuCheck {
  kind: 'check';
  id: string;
  label: string;
  icon?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** One of several, under a heading: a microphone, a layout. */
export interface MenuChoice {
  kind: 'choice';
  id: string;
  label: string;
  value: string;
  options: readonly { value: string; label: string; icon?: ReactNode; disabled?: boolean }[];
  onChange: (value: string) => void;
}

/** A row of symbols to pick from: reactions. */
export interface MenuPicks {
  kind: 'picks';
  id: string;
  label: string;
  options: readonly { value: string; label: string; symbol: string }[];
  onPick: (value: string) => void;
}

/** More entries behind one. */
export interface MenuSub {
  kind: 'sub';
  id: string;
  label: string;
  icon?: ReactNode;
  entries: readonly MenuEntry[];
}

export interface MenuSeparator {
  kind: 'separator';
  id: string;
}

export type MenuEntry = MenuAction | MenuCheck | MenuChoice | MenuPicks | MenuSub | MenuSeparator;
