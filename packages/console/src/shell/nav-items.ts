import type { ComponentType } from 'react';
import SessionsIcon from 'lucide-react/icons/activity';
import FilmIcon from 'lucide-react/icons/clapperboard';
import UsageIcon from 'lucide-react/icons/chart-column';
import WebhookIcon from 'lucide-react/icons/webhook';
import ListIcon from 'lucide-react/icons/list';
import MembersIcon from 'lucide-react/icons/users';
import AuditIcon from 'lucide-react/icons/scroll-text';
import KeyIcon from 'lucide-react/icons/key-round';
import ShieldIcon from 'lucide-react/icons/shield-check';
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
      { path: '/sessions', label: 'nav.sessions', Icon: SessionsIcon, needs: 'listSessions' },
      { path: '/recordings', label: 'nav.recordings', Icon: FilmIcon, needs: 'listRecordings' },
      { path: '/usage', label: 'nav.usage', Icon: UsageIcon, needs: 'getUsage' },
    ],
  },
  {
    label: 'nav.developers',
    items: [
      { path: '/api-keys', label: 'nav.apiKeys', Icon: KeyIcon, needs: 'listApiKeys' },
      { path: '/webhooks', label: 'nav.webhooks', Icon: WebhookIcon, needs: 'listWebhookEndpoints' },
      { path: '/allowed-origins', label: 'nav.origins', Icon: OriginIcon, needs: 'listAllowedOrigins' },
      { path: '/signing-keys', label: 'nav.signingKeys', Icon: SigningIcon, needs: 'listSigningKeys' },
      { path: '/token-inspector', label: 'nav.tokenInspector', Icon: InspectIcon, needs: 'inspectToken' },
      { path: '/request-log', label: 'nav.requests', Icon: ListIcon, needs: 'listRequestLog' },
    ],
  },
  {
    label: 'nav.settings',
    items: [
      { path: '/branding', label: 'nav.branding', Icon: PaletteIcon, needs: 'getBranding' },
      { path: '/policies', label: 'nav.policies', Icon: ShieldIcon, needs: 'getTenantPolicies' },
      { path: '/members', label: 'nav.members', Icon: MembersIcon, needs: 'listMembers' },
      { path: '/audit-log', label: 'nav.auditLog', Icon: AuditIcon, needs: 'listAuditLog' },
      { path: '/settings', label: 'nav.general', Icon: SettingsIcon, needs: 'updateTenant' },
    ],
  },
];
