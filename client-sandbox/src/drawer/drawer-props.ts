import type { Dispatch } from 'react';
import type { SandboxAction, SandboxState } from '../app/sandbox-state.ts';
import type { Person } from '../people/people.ts';
import type { Frame } from '../people/use-person-frame.ts';
import type { DrawerTab } from './tab-list.tsx';

/** What the drawer and each of its panels are given. */
export interface DrawerProps {
  tab: DrawerTab;
  onTab: (tab: DrawerTab) => void;
  people: readonly Person[];
  chosen: string;
  onChoose: (userId: string) => void;
  frames: ReadonlyMap<string, Frame>;
  state: SandboxState;
  dispatch: Dispatch<SandboxAction>;
}
