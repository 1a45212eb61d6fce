import { openObjects } from '@cloudmeet/platform';
import { createRecorder } from '@cloudmeet/recorder';
import type { Recorder } from '@cloudmeet/recorder';
import { createLogger, logLevels, Secret } from '@cloudmeet/service-kit';
import type { RecorderOrders } from './recorder-orders.ts';

/** A recorder in this process, with the object store that it is told. */
export async function openRecorder({ config, objects, logLevel }: RecorderOrders): Promise<Recorder> {
  const level = logLevels.find((one) => one === logLevel) ?? 'warn';
  const { bucket, disk } = objects;
  const store = openObjects({ bucket, disk: { ...disk, secret: new Secret(config.internalSecret) } });
  const recorder = await createRecorder({
    config,
    objects: store.objects,
    logger: createLogger({ service: 'recorder', level }),
  });
  const close = async () => {
    await recorder.close();
    await store.objects.close();
  };
  return { ...recorder, close };
}
