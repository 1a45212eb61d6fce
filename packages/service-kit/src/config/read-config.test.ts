import { expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { readConfig } from './read-config.ts';
import { settings } from './settings.ts';

const schema = z.object({
  CLOUDMEET_PORT: settings.CLOUDMEET_PORT,
  LOG_LEVEL: settings.LOG_LEVEL,
  CLOUDMEET_SECRET: settings.CLOUDMEET_SECRET,
  CLOUDMEET_TURN_URLS: settings.CLOUDMEET_TURN_URLS,
  CLOUDMEET_PUBLIC_API_URL: settings.CLOUDMEET_PUBLIC_API_URL,
});
const good = {
  CLOUDMEET_SECRET: 'a-secret-that-is-long-enough-for-anyone',
  CLOUDMEET_PUBLIC_API_URL: 'https://api.example.com/',
};

function failure(environment: Record<string, string | undefined>): ConfigError {
  try {
    readConfig(schema, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error('The configuration was accepted.');
}

test('settings come out typed, with defaults for what is not set', () => {
  const config = readConfig(schema, {
    ...good,
    CLOUDMEET_PORT: '5000',
    CLOUDMEET_TURN_URLS: 'turn:a.example:3478, turns:b.example:443',
  });
  expect(config).toMatchObject({
    CLOUDMEET_PORT: 5000,
    LOG_LEVEL: 'info',
    CLOUDMEET_TURN_URLS: ['turn:a.example:3478', 'turns:b.example:443'],
    CLOUDMEET_PUBLIC_API_URL: 'https://api.example.com',
  });
  expect(config.CLOUDMEET_SECRET.reveal()).toBe(good.CLOUDMEET_SECRET);
});

test('an empty variable counts as one that is not set', () => {
  expect(readConfig(schema, { ...good, CLOUDMEET_PORT: '', LOG_LEVEL: '  ' })).toMatchObject({
    CLOUDMEET_PORT: 4400,
    LOG_LEVEL: 'info',
  });
});

test('an error names every wrong variable and how to set it', () => {
  const error = failure({ CLOUDMEET_PORT: '70000', LOG_LEVEL: 'loud', CLOUDMEET_PUBLIC_API_URL: 'ftp://x' });
  expect(error.variables).toEqual(
    expect.arrayContaining(['CLOUDMEET_PORT', 'LOG_LEVEL', 'CLOUDMEET_SECRET', 'CLOUDMEET_PUBLIC_API_URL']),
  );
  expect(error.message).toMatch(/CLOUDMEET_PORT: must be at most 65535\. It is the base port/);
  expect(error.message).toMatch(/LOG_LEVEL: must be one of trace, debug/);
  expect(error.message).toMatch(/CLOUDMEET_SECRET: is not set\. It is .*openssl rand/);
  expect(error.message).toMatch(/CLOUDMEET_PUBLIC_API_URL: must be an http or https address/);
});

test.each(['0', '65530', '-1', '4400.5', '0x10', '1e3', 'four'])('a base port of %s is refused', (port) => {
  expect(failure({ ...good, CLOUDMEET_PORT: port }).variables).toEqual(['CLOUDMEET_PORT']);
});

test('a value never stands in the error, so that a mistyped secret is not printed', () => {
  const error = failure({ ...good, CLOUDMEET_SECRET: 'hunter2', CLOUDMEET_PUBLIC_API_URL: 'hunter3' });
  expect(error.variables).toHaveLength(2);
  expect(error.message).not.toMatch(/hunter/);
});
