import { closeOnSignals, Lifecycle } from '@cloudmeet/service-kit';
import { openRecorder } from './open-recorder.ts';
import { recorderOrdersSchema } from './recorder-orders.ts';

/** The process of a recorder: forked and watched by `npx cloudmeet start`, and ended with it. */
const beatMs = 500;

const lifecycle = new Lifecycle();
closeOnSignals(lifecycle, {
  onFailure: (error) => process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
});
// A key press reaches every process of a terminal; whoever forked this one decides what it means.
process.removeAllListeners('SIGINT').on('SIGINT', () => undefined);
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

const orders = await new Promise<unknown>((resolve) => process.once('message', resolve));
const recorder = await openRecorder(recorderOrdersSchema.parse(orders));
lifecycle.add('the recorder', recorder);
const beat = () => {
  if (process.connected)
    process.send?.({ t: 'beat', url: recorder.url }, undefined, undefined, () => undefined);
};
beat();
const beats = setInterval(beat, beatMs);
lifecycle.onClose('its beats', () => clearInterval(beats));
