import type { ComponentType } from 'react';
import KeyIcon from 'lucide-react/icons/key-round';
import RocketIcon from 'lucide-react/icons/rocket';
import OriginIcon from 'lucide-react/icons/globe-lock';
import PaletteIcon from 'lucide-react/icons/palette';
import SigningIcon from 'lucide-react/icons/file-key';
import InspectIcon from 'lucide-react/icons/scan-search';
import SettingsIcon from 'lucide-react/icons/settings-2';
import DoorIcon from 'lucide-react/icons/door-open';
import type { TenantOperation } from '../session/use-may-do.ts';
import type { ConsoleTextKey } from '../text/text-key.ts';
import type { pages } from './pages.ts';

/** A page in the rail. */
export interface NavItem {
  path: keyof typeof pages;
  label: ConsoleTextKey;
  Icon: ComponentType;
  /** What its page reads first: who may not do that does not see the page. */
  needs: TenantOperation;
}

export interface NavGroup {
  /** Absent: the first group, which needs no heading. */
  label?: ConsoleTextKey;
  items: readonly NavItem[];
}

/** The rail, in its order. */
export const navGroups: readonly NavGroup[] = [
  {
    items: [
      { path: '/get-started', label: 'nav.getStarted', Icon: RocketIcon, needs: 'createRoom' },
      { path: '/rooms', label: 'nav.rooms', Icon: DoorIcon, needs: 'listRooms' },
    ],
  },
  {
    label: 'nav.developers',
    items: [
      { path: '/api-keys', label: 'nav.apiKeys', Icon: KeyIcon, needs: 'listApiKeys' },
      { path: '/allowed-origins', label: 'nav.origins', Icon: OriginIcon, needs: 'listAllowedOrigins' },
      { path: '/signing-keys', label: 'nav.signingKeys', Icon: SigningIcon, needs: 'listSigningKeys' },
      { path: '/token-inspector', label: 'nav.tokenInspector', Icon: InspectIcon, needs: 'inspectToken' },
    ],
  },
  {
    label: 'nav.settings',
    items: [
      { path: '/branding', label: 'nav.branding', Icon: PaletteIcon, needs: 'getBranding' },
      { path: '/settings', label: 'nav.general', Icon: SettingsIcon, needs: 'updateTenant' },
    ],
  },
];
