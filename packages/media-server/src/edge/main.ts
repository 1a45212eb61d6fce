import { endWithSupervisor } from '../children/end-with-supervisor.ts';
import { memoryFigures } from '../children/memory-figures.ts';
import type { ToChild, ToEdge } from '../children/messages.ts';
import { Edge, type EdgeMessage } from './edge.ts';
import { edgeOptionsSchema } from './edge-options.ts';

const beatMs = 200;
const metricsMs = 2000;

/** The edge process: forked by the supervisor with its options as one JSON argument, ends with its channel. */
const options = edgeOptionsSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const tell = (message: EdgeMessage) => {
  // A supervisor that has just ended does not hear it; its channel closes and this process ends, too.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};
const edge = await Edge.start(options, tell);

// The channel is the supervisor's alone: what comes through it has the shapes of messages.ts.
process.on('message', (message: ToEdge | ToChild) => edge.handle(message));

const beat = setInterval(() => {
  const cpu = process.cpuUsage();
  tell({
    t: 'beat',
    media: edge.progress,
    busy: edge.peers.size > 0,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    rssBytes: process.memoryUsage.rss(),
  });
}, beatMs);

const metrics = setInterval(
  () => tell({ t: 'metrics', values: { ...edge.metrics(), ...memoryFigures('edge') } }),
  metricsMs,
);

endWithSupervisor(() => {
  clearInterval(beat);
  clearInterval(metrics);
  void edge.close();
});
