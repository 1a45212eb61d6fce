import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { ConsoleTab } from './console-tab.tsx';
import styles from './drawer.module.css';
import type { DrawerProps } from './drawer-props.ts';
import { EventsTab } from './events-tab.tsx';
import { NetworkPicker } from './network-picker.tsx';
import { NetworkTab } from './network-tab.tsx';
import { TabList } from './tab-list.tsx';
import { TokensTab } from './tokens-tab.tsx';
import { WebhooksTab } from './webhooks-tab.tsx';

const panels = {
  events: EventsTab,
  console: ConsoleTab,
  tokens: TokensTab,
  webhooks: WebhooksTab,
  network: NetworkTab,
};

/** The developer's tools: always dark, so that nobody takes them for the customer's page. */
export function Drawer(props: DrawerProps) {
  const [open, setOpen] = useState(() => matchMedia('(min-width: 720px) and (min-height: 700px)').matches);
  const { tab, onTab, state, people, frames, chosen, onChoose } = props;
  const Panel = panels[tab];
  return (
    <aside className={`${styles.drawer} drawer`} data-open={open} aria-label="Developer tools">
      <div className={styles.top}>
        <TabList tab={tab} onTab={onTab} onOpen={() => setOpen(true)} eventCount={state.events.length} />
        <NetworkPicker people={people} frames={frames} chosen={chosen} onChoose={onChoose} />
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
          <Panel {...props} />
        </div>
      )}
    </aside>
  );
}
