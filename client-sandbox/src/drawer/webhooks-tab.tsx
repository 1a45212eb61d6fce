import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { ReceivedWebhook } from '../app/server.ts';
import styles from './drawer.module.css';
import { Json, shortJson } from './json.tsx';
import { useWebhooks } from './use-webhooks.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

function titleOf({ event }: ReceivedWebhook): string {
  if (!event) return 'not believed';
  return event.seq === undefined ? event.type : `${event.type} #${String(event.seq)}`;
}

interface RowProps {
  item: ReceivedWebhook;
  current: boolean;
  onSelect: () => void;
}

function WebhookRow({ item, current, onSelect }: RowProps) {
  const Icon = item.event ? ShieldCheck : ShieldAlert;
  return (
    <li>
      <button type="button" aria-current={current} onClick={onSelect}>
        <time dateTime={item.at}>{clock.format(new Date(item.at))}</time>
        <span className={styles.actor}>
          <Icon size={16} aria-hidden="true" /> {item.event ? 'Verified' : 'Refused'}
        </span>
        <span className={styles.eventName}>{titleOf(item)}</span>
        <span className={styles.payload}>{item.event ? shortJson(item.event.data) : item.problem}</span>
      </button>
    </li>
  );
}

function Selected({ item }: { item: ReceivedWebhook | undefined }) {
  if (!item) return <p className={styles.empty}>Choose a webhook to see all of it.</p>;
  if (!item.event) return <p className={styles.problem}>{item.problem}</p>;
  return (
    <>
      <p className={styles.good}>The signature fits: it comes from CloudMeet, unchanged.</p>
      <Json title={titleOf(item)} value={item.event} />
    </>
  );
}

/** What CloudMeet tells the customer's server, and whether it was believed. */
export function WebhooksTab() {
  const { items, problem } = useWebhooks();
  const [chosen, setChosen] = useState<number>();
  const selected = items.find(({ number }) => number === chosen) ?? items[0];
  return (
    <div className={styles.split}>
      <div className={styles.main}>
        {problem !== undefined && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        {items.length === 0 ? (
          <p className={styles.empty}>No webhook yet. They appear here when people join or leave.</p>
        ) : (
          <ol className={styles.events}>
            {items.map((item) => (
              <WebhookRow
                key={item.number}
                item={item}
                current={item === selected}
                onSelect={() => setChosen(item.number)}
              />
            ))}
          </ol>
        )}
      </div>
      <section className={styles.side} aria-label="Selected webhook">
        <Selected item={selected} />
      </section>
    </div>
  );
}
