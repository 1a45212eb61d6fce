import type { Metrics } from '@cloudmeet/service-kit';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { RoomObserver } from './room/room-parts.ts';

export interface RealtimeGauges {
  sockets(): number;
  rooms(): number;
}

export type RealtimeMeasures = Pick<RoomObserver, 'command' | 'admission' | 'committed' | 'sent'>;

const entriesBuckets = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const commitBucketsSeconds = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

function addGauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    ...{ name, help, registers: [registry] },
    collect() {
      this.set(read());
    },
  });
}

/** Registers the figures of a node's rooms. Labels are names of commands and error codes, never ids. */
export function createRealtimeMetrics(
  { registry }: Pick<Metrics, 'registry'>,
  gauges: RealtimeGauges,
): RealtimeMeasures {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name, help, buckets, registers });

  addGauge(registry, 'realtime_sockets', 'Connected sockets', () => gauges.sockets());
  addGauge(registry, 'realtime_rooms', 'Rooms whose lease this node holds', () => gauges.rooms());
  const commands = counter('realtime_commands_total', 'Commands by name and result', ['command', 'result']);
  const admissions = counter('realtime_admissions_total', 'Wishes to join by result', ['result']);
  const commitSeconds = histogram(
    'realtime_commit_duration_seconds',
    'Time until a batch of entries was durable',
    commitBucketsSeconds,
  );
  const commitEntries = histogram('realtime_commit_entries', 'Entries per commit', entriesBuckets);
  const frameEntries = histogram('realtime_frame_entries', 'Entries per frame to one client', entriesBuckets);
  return {
    command: (command, result) => commands.inc({ command, result }),
    admission: (result) => admissions.inc({ result }),
    committed: (entries, tookMs) => {
      commitSeconds.observe(tookMs / 1000);
      commitEntries.observe(entries);
    },
    sent: (entries) => frameEntries.observe(entries),
  };
}
