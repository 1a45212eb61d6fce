import { Gauge, List, Terminal, Ticket, Webhook } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import styles from './drawer.module.css';

const tabs = [
  { id: 'events', label: 'Events', Icon: List },
  { id: 'console', label: 'Console', Icon: Terminal },
  { id: 'tokens', label: 'Tokens', Icon: Ticket },
  { id: 'webhooks', label: 'Webhooks', Icon: Webhook },
  { id: 'network', label: 'Network', Icon: Gauge },
] as const;
export type DrawerTab = (typeof tabs)[number]['id'];

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

interface Props {
  tab: DrawerTab;
  onTab: (tab: DrawerTab) => void;
  onOpen: () => void;
  eventCount: number;
}

/** The drawer's tabs; arrow keys move between them (WAI-ARIA tabs pattern). */
export function TabList({ tab, onTab, onOpen, eventCount }: Props) {
  const move = (event: KeyboardEvent, index: number) => {
    const next = tabs[(index + (steps[event.key] ?? 0) + tabs.length) % tabs.length];
    if (!next || steps[event.key] === undefined) return;
    onTab(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <div className={styles.tabs} role="tablist" aria-label="Developer tools">
      {tabs.map(({ id, label, Icon }, index) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-selected={tab === id}
          aria-controls="drawer-panel"
          tabIndex={tab === id ? 0 : -1}
          onClick={() => {
            onTab(id);
            onOpen();
          }}
          onKeyDown={(event) => move(event, index)}
        >
          <Icon size={18} aria-hidden="true" /> {label}
          {id === 'events' && <span className={styles.count}>{eventCount}</span>}
        </button>
      ))}
    </div>
  );
}
