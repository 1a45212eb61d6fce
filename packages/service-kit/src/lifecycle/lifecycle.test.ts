import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { closeOnSignals } from './close-on-signals.ts';
import { Lifecycle } from './lifecycle.ts';

function recorder() {
  const closed: string[] = [];
  const part = (name: string) => ({
    close: async () => {
      await Promise.resolve();
      closed.push(name);
    },
  });
  return { closed, part };
}

test('parts close in the opposite order, each once, however often it is asked for', async () => {
  const { closed, part } = recorder();
  const lifecycle = new Lifecycle();
  for (const name of ['database', 'api', 'listener']) lifecycle.add(name, part(name));
  await Promise.all([lifecycle.close(), lifecycle.close()]);
  await lifecycle.close();
  expect(closed).toEqual(['listener', 'api', 'database']);
});

test('a part that fails to close does not keep the others open, and is named', async () => {
  const { closed, part } = recorder();
  const lifecycle = new Lifecycle();
  lifecycle.add('database', part('database'));
  lifecycle.onClose('cache', () => Promise.reject(new Error('stuck')));
  lifecycle.add('api', part('api'));
  await expect(lifecycle.close()).rejects.toThrow('Closing cache failed.');
  expect(closed).toEqual(['api', 'database']);
});

test('a part that is added while closing is closed too', async () => {
  const { closed, part } = recorder();
  const lifecycle = new Lifecycle();
  lifecycle.add('early', part('early'));
  const closing = lifecycle.close();
  lifecycle.add('late', part('late'));
  await closing;
  await lifecycle.close();
  expect(closed).toEqual(['early', 'late']);
});

function signalled(close: () => Promise<void>, forceAfterMs?: number) {
  const source = new EventEmitter();
  const { promise: status, resolve } = Promise.withResolvers<number>();
  const undo = closeOnSignals(
    { close },
    { source, exit: resolve, ...(forceAfterMs ? { forceAfterMs } : {}) },
  );
  return { source, status, undo };
}

test.each(['SIGINT', 'SIGTERM'])('%s closes and ends with 0', async (signal) => {
  let closed = false;
  const { source, status } = signalled(async () => {
    closed = true;
  });
  source.emit(signal, signal);
  expect(await status).toBe(0);
  expect(closed).toBe(true);
});

test('it ends with 1 when closing fails, takes too long, or the signal comes again', async () => {
  const failing = signalled(() => Promise.reject(new Error('no')));
  failing.source.emit('SIGTERM', 'SIGTERM');
  expect(await failing.status).toBe(1);

  const slow = signalled(() => new Promise(() => undefined), 10);
  slow.source.emit('SIGTERM', 'SIGTERM');
  expect(await slow.status).toBe(1);

  const twice = signalled(() => new Promise(() => undefined));
  twice.source.emit('SIGINT', 'SIGINT');
  twice.source.emit('SIGINT', 'SIGINT');
  expect(await twice.status).toBe(1);
});

test('undone, it hears no signal', () => {
  const { source, undo } = signalled(async () => undefined);
  undo();
  expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0);
});
