import { expect, test } from 'vitest';
import { auditDetail } from './audit-detail.ts';

test('what was asked for is shown, secrets are not, at whatever depth', () => {
  const body = { name: 'x', password: 'p', nested: [{ refreshToken: 't', secret: 's', keyId: 'k' }] };
  expect(auditDetail({ params: { roomId: 'rm_1' }, body })).toEqual({
    params: { roomId: 'rm_1' },
    body: {
      name: 'x',
      password: '[hidden]',
      nested: [{ refreshToken: '[hidden]', secret: '[hidden]', keyId: 'k' }],
    },
  });
});

test('of a large request only its fields are kept', () => {
  expect(auditDetail({ params: {}, body: { name: 'x'.repeat(5000), lobby: true } })).toEqual({
    fields: ['name', 'lobby'],
  });
});
