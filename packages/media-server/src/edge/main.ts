import { startBeats } from '../children/beats.ts';
import { endWithSupervisor } from '../children/end-with-supervisor.ts';
import { memoryFigures } from '../children/memory-figures.ts';
import type { ToChild, ToEdge } from '../children/messages.ts';
import { goFirst } from '../children/priority.ts';
import { Edge, type EdgeMessage } from './edge.ts';
import { edgeOptionsSchema } from './edge-options.ts';

/** The edge process: forked by the supervisor with its options as one JSON argument, ends with its channel. */
const options = edgeOptionsSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const tell = (message: EdgeMessage) => {
  // A supervisor that has just ended does not hear it; its channel closes and this process ends, too.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};
const edge = await Edge.start(options, tell);

goFirst('edge');
// The channel is the supervisor's alone: what comes through it has the shapes of messages.ts.
process.on('message', (message: ToEdge | ToChild) => edge.handle(message));

const stopBeats = startBeats({
  tell,
  state: () => ({ media: edge.progress, busy: edge.peers.size > 0 }),
  metrics: () => ({ ...edge.metrics(), ...memoryFigures('edge') }),
});

endWithSupervisor(() => {
  stopBeats();
  void edge.close();
});
