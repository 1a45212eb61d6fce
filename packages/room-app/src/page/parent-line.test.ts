import { expect, it } from 'vitest';
import { freshToken } from './parent-line.ts';

it('asks the page around for a token to join again with', async () => {
  const request = async (method: string) => (method === 'getToken' ? { token: 'new one' } : undefined);
  expect(await freshToken({ channel: { request } })).toBe('new one');
});

it('uses the last token where no page is around', async () => {
  expect(await freshToken({ channel: undefined })).toBeUndefined();
});

it('refuses an answer that is no token', async () => {
  await expect(freshToken({ channel: { request: async () => ({ token: 7 }) } })).rejects.toThrow();
});
