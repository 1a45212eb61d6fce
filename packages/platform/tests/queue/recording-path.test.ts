import { newId } from '@cloudmeet/contracts';
import { createLogger, runInContext } from '@cloudmeet/service-kit';
import { captureQueueNames, startCaptureWorld } from '@cloudmeet/testing/captures';
import type { CaptureQueueName, CaptureWorld } from '@cloudmeet/testing/captures';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pollQueue } from '../../src/index.ts';
import type { Poller, Queue } from '../../src/index.ts';
import { queueSubjects } from './queue-subjects.ts';
import type { QueueSubject } from './queue-subjects.ts';

type Opened = Awaited<ReturnType<QueueSubject['create']>>;

let sqs: QueueSubject;
let world: CaptureWorld;
const queues = new Map<CaptureQueueName, Opened>();
const pollers: Poller[] = [];

function queueOf(name: CaptureQueueName, which: keyof Opened = 'queue'): Queue {
  const opened = queues.get(name);
  if (!opened) throw new Error(`There is no queue ${name}.`);
  return opened[which];
}

/** The functions behind SQS, as their event source mappings call them. */
beforeAll(async () => {
  sqs = await queueSubjects.SQS();
  for (const name of captureQueueNames) queues.set(name, await sqs.create(2));
  world = await startCaptureWorld({ queue: queueOf });
  for (const name of captureQueueNames)
    pollers.push(
      pollQueue({
        ...{ queue: queueOf(name), queueName: name, handler: world.functions[name] },
        ...{ logger: createLogger({ service: 'functions', level: 'silent' }), concurrency: 1 },
        visibilityMs: 1000,
      }),
    );
});
afterAll(async () => {
  for (const poller of pollers) await poller.close();
  await world.close();
  await sqs.close();
});

test('RC-1, RC-8, RC-19 a recording goes over SQS from its start to its webhook, with its trace, past poison that is buried', async () => {
  const recorder = await world.recorder();
  const tenant = await world.tenant();
  const session = await tenant.session();
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const trace = { traceId, spanId: '00f067aa0ba902b7', sampled: true };
  const id = await runInContext({ requestId: 'req_of_the_test', trace }, () => tenant.begin(session));
  const foreign = { tenantId: newId('tenant'), captureId: newId('stream'), step: 'stop', attempt: 1 };
  const poison = ['poison', JSON.stringify(foreign), JSON.stringify({ ...foreign, attempt: 0 })];
  await queueOf('start-recording').send(poison.map((body) => ({ body })));
  const until = async (status: string) => {
    await expect
      .poll(
        async () => {
          await world.roundOfOthers();
          world.pass(300);
          return (await tenant.capture(id)).status;
        },
        { timeout: 20_000 },
      )
      .toBe(status);
  };
  await until('recording');
  await tenant.stop(id);
  await until('ready');

  const { file } = await tenant.capture(id);
  expect(world.joined.get(file?.key ?? '')).toEqual(recorder.acknowledged.map(({ key }) => key));
  expect(recorder.orders).toEqual([`${id}/1`]);
  const hooks = (await tenant.webhooks()).filter(({ roomId }) => roomId === session.roomId);
  expect(hooks.map(({ type }) => type)).toEqual(['recording.started', 'recording.ready']);
  const toRecorder = recorder.traces.filter((one) => one !== '');
  expect(toRecorder.length).toBeGreaterThanOrEqual(2);
  for (const one of toRecorder) expect(one).toContain(traceId);

  const buried: string[] = [];
  while (buried.length < poison.length) {
    const dead = await queueOf('start-recording', 'deadLetters').receive({
      visibilityMs: 60_000,
      waitMs: 10_000,
    });
    expect(dead).not.toEqual([]);
    buried.push(...dead.map(({ body }) => body));
  }
  expect(buried.toSorted()).toEqual(poison.toSorted());
}, 60_000);
