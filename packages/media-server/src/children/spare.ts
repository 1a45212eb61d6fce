/**
 * A process that has loaded what all mixing processes need and waits to become one of them: loading takes a second of a
 * core, which nobody has to wait for when one of them is lost (ADR 57). Those that mix do not wait for it either: it
 * loads while nobody else needs the core (ADR 63). Without timers it costs nothing but memory.
 */
import { letOthersFirst } from './priority.ts';

/** Which process it becomes: the file of its kind, and the options that it would have had as its argument. */
export interface Become {
  t: 'become';
  file: string;
  options: string;
}

const isBecome = (message: unknown): message is Become =>
  typeof message === 'object' && message !== null && 't' in message && message.t === 'become';

const end = () => process.exit();
process.on('SIGINT', () => undefined);
process.once('disconnect', end);
process.once('message', (message) => {
  if (!isBecome(message)) throw new Error('A spare process was told something else than what to become.');
  // From here on the process that it becomes ends with its supervisor by itself.
  process.off('disconnect', end);
  process.argv[2] = message.options;
  takePart();
  void import(message.file);
});
const takePart = letOthersFirst();
await Promise.all([
  import('../audio/audio-process.ts'),
  import('../edge/edge.ts'),
  import('../video/video-process.ts'),
]);
// The channel may have closed while all of that was loaded.
if (process.connected === false) process.exit();
process.send?.({ t: 'spare' });
