// The functions behind their queues, the one that joins too, in a process of their own.
import { captureQueueNames } from '@cloudmeet/api';
import { joinRecording } from '@cloudmeet/finalize-recording';
import { createInternalClient, createJibriClient, pollQueue } from '@cloudmeet/platform';
import { createLogger } from '@cloudmeet/service-kit';
import { captureFunctions } from 'cloudmeet/captures';
import { openShared, readOrders } from './orders.ts';

const orders = await readOrders();
const { queues, objects } = openShared(orders);
const { apiUrl, internalSecret, forgets } = orders;
const functions = captureFunctions({
  api: createInternalClient({ apiUrl, internalSecret }),
  jibri: createJibriClient({ internalSecret }),
  join: (work) => {
    if (forgets) for (const part of work.parts) part.segments.pop();
    return joinRecording(objects, work);
  },
});
const logger = createLogger({ service: 'functions', level: 'silent' });
for (const name of captureQueueNames) {
  const queue = queues[name];
  pollQueue({ queue, queueName: name, handler: functions[name], logger, concurrency: 2, batch: 1 });
}
process.once('disconnect', () => process.exit());
process.send?.('ready');
