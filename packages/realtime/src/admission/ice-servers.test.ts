import { expect, test } from 'vitest';
import { iceServersFor } from './ice-servers.ts';

const settings = {
  stunUrls: ['stun:stun.example.com:3478'],
  turnUrls: ['turn:turn.example.com:3478', 'turns:turn.example.com:5349'],
  turnSecret: 'north',
};
const nowMs = 1_800_000_000_000;

test('RL-44 credentials are what coturn computes from the same secret', () => {
  const [stun, turn] = iceServersFor('par_1', nowMs, settings);
  expect(stun).toEqual({ urls: settings.stunUrls });
  expect(turn?.username).toBe('1800043200:par_1');
  // printf 1800043200:par_1 | openssl dgst -sha1 -hmac north -binary | base64
  expect(turn?.credential).toBe('29cDnhXZBoiD45vN1SXpeJSs7W8=');
});

test('RL-44 without a secret no TURN server is handed out, and without servers nothing', () => {
  expect(iceServersFor('par_1', nowMs, { ...settings, turnSecret: undefined })).toHaveLength(1);
  expect(iceServersFor('par_1', nowMs, { stunUrls: [], turnUrls: [] })).toEqual([]);
});

test('RL-44 the life of a credential can be set', () => {
  const [, turn] = iceServersFor('par_1', nowMs, { ...settings, turnTtlSeconds: 60 });
  expect(turn?.username).toBe('1800000060:par_1');
});
