import type { DevFile } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import { banner } from './banner.ts';

const dev: DevFile = {
  apiUrl: 'http://127.0.0.1:4400',
  roomUrl: 'http://127.0.0.1:4401',
  sandboxUrl: 'http://localhost:4402',
  consoleUrl: 'http://127.0.0.1:4403',
  tenants: [
    {
      tenantId: 'tnt_7Hq2vMx9TtKe4LbN0cWdPzRs',
      name: 'Maple Tutors',
      apiKey: 'cm_test_demo',
      admin: { email: 'admin@maple.test', password: 'a-demo-password' },
    },
  ],
};

test('who starts CloudMeet reads every address, the keys, and how to sign in to the console', () => {
  const text = banner(dev, '/data/dev.json', 2600);
  for (const part of [dev.apiUrl, dev.roomUrl, dev.sandboxUrl, String(dev.consoleUrl), '/data/dev.json'])
    expect(text).toContain(part);
  for (const part of ['cm_test_demo', 'admin@maple.test / a-demo-password', '2.6 s'])
    expect(text).toContain(part);
});

test('without a console nobody is told to sign in', () => {
  const { consoleUrl, ...rest } = dev;
  expect(consoleUrl).toBeDefined();
  expect(banner(rest, '/data/dev.json', 1)).not.toContain('sign in');
});
