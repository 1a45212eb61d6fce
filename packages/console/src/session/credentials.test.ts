import { describe, expect, it, vi } from 'vitest';
import { createCredentials } from './credentials.ts';
import type { AcrossTabs, RefreshRequest } from './credentials.ts';

const grant = (accessToken: string) => ({ accessToken, expiresInSeconds: 900 });
const alone: AcrossTabs = (work) => work();

describe('the credentials of the page', () => {
  it('ask once, however many want a new access token at the same time', async () => {
    const request = vi.fn<RefreshRequest>(() => Promise.resolve(grant('new')));
    const credentials = createCredentials(request, alone);
    expect(await Promise.all([1, 2, 3].map(() => credentials.refresh()))).toEqual([true, true, true]);
    expect(request).toHaveBeenCalledTimes(1);
    expect(credentials.accessToken()).toBe('new');
  });

  it('ask again for a later one', async () => {
    const request = vi.fn<RefreshRequest>(() => Promise.resolve(grant('new')));
    const credentials = createCredentials(request, alone);
    await credentials.refresh();
    await credentials.refresh();
    expect(request).toHaveBeenCalledTimes(2);
  });

  it('hold no token after a refusal', async () => {
    const credentials = createCredentials(() => Promise.resolve(undefined), alone);
    credentials.take(grant('old'));
    expect(await credentials.refresh()).toBe(false);
    expect(credentials.accessToken()).toBeUndefined();
  });

  it('keep the token when no answer came, and can ask again', async () => {
    let answers = 0;
    const request = () =>
      (answers += 1) === 1 ? Promise.reject(new Error('offline')) : Promise.resolve(grant('new'));
    const credentials = createCredentials(request, alone);
    credentials.take(grant('old'));
    await expect(credentials.refresh()).rejects.toThrow('offline');
    expect(credentials.accessToken()).toBe('old');
    expect(await credentials.refresh()).toBe(true);
  });

  it('take turns with other tabs, because every refresh token works once', async () => {
    const order: string[] = [];
    let turn = Promise.resolve();
    const inTurn: AcrossTabs = (work) => {
      const mine = turn.then(work);
      turn = mine.then(() => undefined);
      return mine;
    };
    const tab = (name: string) =>
      createCredentials(async () => {
        order.push(`${name} asks`);
        await Promise.resolve();
        order.push(`${name} has it`);
        return grant(name);
      }, inTurn);
    await Promise.all([tab('one').refresh(), tab('two').refresh()]);
    expect(order).toEqual(['one asks', 'one has it', 'two asks', 'two has it']);
  });
});
