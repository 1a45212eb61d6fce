import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queueLimits } from '../../src/index.ts';
import type { Queue, ReceivedMessage } from '../../src/index.ts';
import { queueSubjects } from './queue-subjects.ts';
import type { QueueSubject } from './queue-subjects.ts';

const visibilityMs = 30_000;

/** Receives until `count` messages have come, and fails when the next one takes too long. */
async function receiveAll(queue: Queue, count: number, visibleMs = visibilityMs): Promise<ReceivedMessage[]> {
  const all: ReceivedMessage[] = [];
  while (all.length < count) {
    const some = await queue.receive({ visibilityMs: visibleMs, waitMs: 10_000 });
    if (some.length === 0) throw new Error(`Only ${all.length} of ${count} messages came.`);
    all.push(...some);
  }
  return all;
}

describe.each(Object.entries(queueSubjects))('the %s queue', (_name, open) => {
  let subject: QueueSubject;
  beforeAll(async () => {
    subject = await open();
  });
  afterAll(() => subject.close());

  test('carries body and attributes whole, with what tells one message from another', async () => {
    const { queue } = await subject.create(5);
    const body = JSON.stringify({ text: 'Καλημέρα "quoted"\n<b>', deep: [1, null] });
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await queue.send([{ body, attributes: { traceparent, kind: 'webhook' } }]);
    const [message] = await receiveAll(queue, 1);
    expect(message).toMatchObject({ body, attributes: { traceparent, kind: 'webhook' }, receives: 1 });
    expect(message!.id).not.toBe('');
    expect(Math.abs(message!.sentAt.getTime() - Date.now())).toBeLessThan(60_000);
  });

  test('takes more than a batch at once and hands out each message to one of many receivers', async () => {
    const { queue } = await subject.create(5);
    await queue.send(Array.from({ length: 45 }, (_, n) => ({ body: String(n) })));
    const bodies: string[] = [];
    const over = AbortSignal.timeout(15_000);
    const receiver = async () => {
      while (bodies.length < 45) {
        const messages = await queue.receive({ visibilityMs, waitMs: 20, signal: over });
        over.throwIfAborted();
        bodies.push(...messages.map(({ body }) => body));
      }
    };
    await Promise.all([receiver(), receiver(), receiver(), receiver()]);
    expect(bodies.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 45 }, (_, n) => n));
  });

  test('what was deleted never comes again; what was not does, once its time is over', async () => {
    const { queue } = await subject.create(5);
    await queue.send([{ body: 'done' }, { body: 'left' }]);
    const messages = await receiveAll(queue, 2, 1000);
    await queue.delete(messages.filter(({ body }) => body === 'done').map(({ receipt }) => receipt));
    const [again] = await receiveAll(queue, 1);
    expect(again).toMatchObject({ body: 'left', receives: 2 });
    expect(await queue.receive({ visibilityMs })).toEqual([]);
  });

  test('a receipt of an earlier time deletes nothing and is no error', async () => {
    const { queue } = await subject.create(10);
    await queue.send([{ body: 'slow' }]);
    const [first] = await receiveAll(queue, 1);
    await queue.postpone(first!.receipt, 0);
    const [second] = await receiveAll(queue, 1);
    expect(second!.receives).toBe(2);
    await queue.delete([second!.receipt]);
    await queue.delete([second!.receipt]);
    await queue.postpone(second!.receipt, 0);
    expect(await queue.receive({ visibilityMs })).toEqual([]);
  });

  test('what is given back is there at once, however fast the next receiver is', async () => {
    const { queue } = await subject.create(1000);
    await queue.send([{ body: 'again' }]);
    let [message] = await receiveAll(queue, 1);
    for (let times = 0; times < 200; times += 1) {
      await queue.postpone(message!.receipt, 0);
      [message] = await queue.receive({ visibilityMs });
      expect(message).toMatchObject({ body: 'again', receives: times + 2 });
    }
  });

  test('a message with a delay is not received before', async () => {
    const { queue } = await subject.create(5);
    await queue.send([{ body: 'later', delayMs: 1000 }, { body: 'now' }]);
    expect(await receiveAll(queue, 1)).toMatchObject([{ body: 'now' }]);
    expect(await queue.receive({ visibilityMs })).toEqual([]);
    expect(await receiveAll(queue, 1)).toMatchObject([{ body: 'later' }]);
  });

  test('what was received too often is a dead letter, whole, and in nobody’s way', async () => {
    const { queue, deadLetters } = await subject.create(2);
    await queue.send([{ body: 'poison', attributes: { traceparent: 'kept' } }]);
    for (let receives = 1; receives <= 2; receives += 1) {
      const [message] = await receiveAll(queue, 1);
      expect(message).toMatchObject({ body: 'poison', receives });
      await queue.postpone(message!.receipt, 0);
    }
    expect(await queue.receive({ visibilityMs })).toEqual([]);
    const [dead] = await receiveAll(deadLetters, 1);
    expect(dead).toMatchObject({ body: 'poison', attributes: { traceparent: 'kept' } });
  });

  test('a receiver that waits is woken by a message, and lets go when it is no longer wanted', async () => {
    const { queue } = await subject.create(5);
    const waiting = queue.receive({ visibilityMs, waitMs: 20_000 });
    await queue.send([{ body: 'here' }]);
    expect(await waiting).toMatchObject([{ body: 'here' }]);
    const controller = new AbortController();
    const unwanted = queue.receive({ visibilityMs, waitMs: 20_000, signal: controller.signal });
    controller.abort();
    expect(await unwanted).toEqual([]);
    const abandoned = queue.receive({ visibilityMs, waitMs: 20_000 });
    await queue.close();
    expect(await abandoned).toEqual([]);
    await queue.close();
  });

  test.each([
    ['nothing', ''],
    ['more than it carries', 'x'.repeat(queueLimits.bodyBytes + 1)],
  ])('a body of %s is refused by every adapter alike', async (_what, body) => {
    const { queue } = await subject.create(5);
    await expect(queue.send([{ body }])).rejects.toMatchObject({ code: 'message-invalid' });
  });

  test('a delay, an attribute or their number beyond the queue’s is refused by every adapter alike', async () => {
    const { queue } = await subject.create(5);
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`name${String(n)}`, 'x']));
    const bad = [
      { delayMs: -1 },
      { delayMs: 16 * 60_000 },
      { attributes: { 'a b': 'x' } },
      { attributes: many },
    ];
    for (const wrong of bad)
      await expect(queue.send([{ body: 'x', ...wrong }])).rejects.toMatchObject({ code: 'message-invalid' });
    expect(await queue.receive({ visibilityMs })).toEqual([]);
  });
});

test('control: a queue that forgets visibility would be seen', async () => {
  const subject = await queueSubjects.Postgres();
  const { queue } = await subject.create(50);
  await queue.send([{ body: 'twice' }]);
  const [first] = await receiveAll(queue, 1, 0);
  const [second] = await receiveAll(queue, 1, 0);
  expect(second?.id).toBe(first?.id);
  await subject.close();
});
