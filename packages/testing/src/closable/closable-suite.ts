import { expect, test } from 'vitest';

/** Something that can be closed, as one test needs it. */
export interface ClosableSubject {
  close(): unknown;
  /** Anything it would tell somebody is counted here. */
  emitted(): number;
  /** Gives it a reason to tell something; throwing is fine once it is closed. */
  provoke?(): unknown;
  /** What it still holds: timers, sockets, listeners. */
  held(): number;
}

async function swallow(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch {
    // A closed thing may refuse; the suite only asks that it stays silent.
  }
}

/** What holds for everything that can be closed. Call it at the top level of a test file. */
export function closableSuite(name: string, create: () => Promise<ClosableSubject> | ClosableSubject): void {
  test(`${name}: closing it twice is closing it once`, async () => {
    const subject = await create();
    await Promise.all([subject.close(), subject.close()]);
    await expect(Promise.resolve(subject.close())).resolves.not.toThrow();
  });

  test(`${name}: nothing is left behind by closing it`, async () => {
    const subject = await create();
    await subject.close();
    expect(subject.held()).toBe(0);
  });

  test(`${name}: it tells nothing any more once it is closed`, async () => {
    const subject = await create();
    await subject.close();
    const before = subject.emitted();
    await swallow(() => subject.provoke?.());
    expect(subject.emitted()).toBe(before);
  });
}
