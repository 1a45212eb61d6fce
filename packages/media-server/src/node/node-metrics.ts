import type { Metrics } from '@cloudmeet/service-kit';
import { Gauge } from 'prom-client';
import type { Children } from './children.ts';
import type { MixRooms } from './mix-rooms.ts';

/** Figures of one room or person (their name ends with a number) are in the room's view, not in a time series each. */
const perStream = /_\d+$/;

function addGauge(
  { registry }: Pick<Metrics, 'registry'>,
  [name, help]: readonly [string, string],
  labelNames: readonly string[],
  collect: (gauge: Gauge) => void,
): void {
  new Gauge({
    ...{ name, help, labelNames: [...labelNames], registers: [registry] },
    collect() {
      this.reset();
      collect(this);
    },
  });
}

/** Registers the figures of a media node. Labels are names of processes and of figures, never ids. */
export function createNodeMetrics(
  metrics: Pick<Metrics, 'registry'>,
  rooms: MixRooms,
  children: Children,
): void {
  const perProcess = (
    name: string,
    help: string,
    read: (child: Children['all'][number]['child']) => number,
  ) =>
    addGauge(metrics, [name, help], ['process'], (gauge) => {
      for (const { name: process, child } of children.all) gauge.set({ process }, read(child));
    });
  addGauge(metrics, ['media_mixers', 'Rooms that are mixed here'], [], (gauge) => gauge.set(rooms.count));
  addGauge(metrics, ['media_participants', 'People who are connected or about to be'], [], (gauge) =>
    gauge.set(rooms.participants),
  );
  perProcess('media_process_ready', '1 while a process works', ({ isReady }) => Number(isReady));
  perProcess('media_process_restarts', 'How often a process was replaced', ({ restarts }) => restarts);
  perProcess('media_process_cpu_seconds', 'CPU of all that had this place', ({ cpuSeconds }) => cpuSeconds);
  perProcess('media_process_rss_bytes', 'Resident memory of a process', ({ rssBytes }) => rssBytes);
  addGauge(
    metrics,
    ['media_process_figure', 'What a process measures of itself, by its name for it'],
    ['process', 'figure'],
    (gauge) => {
      for (const { name: process, child } of children.all)
        for (const [figure, value] of Object.entries(child.figures))
          if (!perStream.test(figure)) gauge.set({ process, figure }, value);
    },
  );
}
