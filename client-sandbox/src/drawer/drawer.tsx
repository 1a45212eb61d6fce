import { ChevronDown, ChevronUp, Gauge, List, Terminal, Ticket } from 'lucide-react';
import { useState } from 'react';
import type { Dispatch } from 'react';
import type { SandboxAction, SandboxState } from '../app/sandbox-state.ts';
import type { Person } from '../people/people.ts';
import type { Frame } from '../people/use-person-frame.ts';
import { ConsoleTab } from './console-tab.tsx';
import styles from './drawer.module.css';
import { EventsTab } from './events-tab.tsx';
import { NetworkPicker } from './network-picker.tsx';
import { NetworkTab } from './network-tab.tsx';
import { TokensTab } from './tokens-tab.tsx';

export type DrawerTab = 'events' | 'console' | 'tokens' | 'network';

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

const tabs = [
  { id: 'events', label: 'Events', Icon: List },
  { id: 'console', label: 'Console', Icon: Terminal },
  { id: 'tokens', label: 'Tokens', Icon: Ticket },
  { id: 'network', label: 'Network', Icon: Gauge },
] as const;

/** The developer's tools: always dark, so that nobody takes them for the customer's page. */
export function Drawer(props: DrawerProps) {
  const [open, setOpen] = useState(true);
  const { tab, onTab, state } = props;
  return (
    <aside className={`${styles.drawer} drawer`} data-open={open} aria-label="Developer tools">
      <div className={styles.top}>
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
                setOpen(true);
              }}
              onKeyDown={(event) => {
                const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
                const next = tabs[(index + step + tabs.length) % tabs.length];
                if (step === 0 || !next) return;
                onTab(next.id);
                document.getElementById(`tab-${next.id}`)?.focus();
              }}
            >
              <Icon size={18} aria-hidden="true" /> {label}
              {id === 'events' && <span className={styles.count}>{state.events.length}</span>}
            </button>
          ))}
        </div>
        <NetworkPicker
          people={props.people}
          frames={props.frames}
          chosen={props.chosen}
          onChoose={props.onChoose}
        />
        <button
          type="button"
          className={styles.iconButton}
          aria-expanded={open}
          aria-label={open ? 'Close the drawer' : 'Open the drawer'}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronDown size={18} /> : <ChevronUp size={18} />}
        </button>
      </div>
      {open && (
        <div className={styles.panel} role="tabpanel" id="drawer-panel" aria-labelledby={`tab-${tab}`}>
          {tab === 'events' && <EventsTab {...props} />}
          {tab === 'console' && <ConsoleTab {...props} />}
          {tab === 'tokens' && <TokensTab {...props} />}
          {tab === 'network' && <NetworkTab {...props} />}
        </div>
      )}
    </aside>
  );
}
