import { expect, test } from 'vitest';
import { explain } from '../lib/problem.mjs';
import { checkNode } from './check-host.mjs';

test.each(['18.20.4', '20.18.3', '16.0.0'])('Node %s is named as too old', (version) => {
  expect(() => checkNode(version)).toThrow(`Node ${version} is too old`);
});

test.each(['20.19.0', '22.1.0', '24.21.0'])('Node %s is good enough', (version) => {
  expect(() => checkNode(version)).not.toThrow();
});

test.each([
  ['npm error code ENOSPC', 'The disk is full.'],
  ["npm error Error: EACCES: permission denied, mkdir '/srv/x'", 'A folder cannot be written.'],
  ['npm error code EAI_AGAIN', 'The package registry does not answer.'],
  ['npm error code EINTEGRITY', 'A package arrived damaged.'],
])('%s is explained with what to do', (output, words) => {
  const problem = explain('Installing packages', output);
  expect(problem.message).toContain(words);
  expect(problem.fix).toBeTruthy();
});

test('an unknown failure keeps what the tool said', () => {
  expect(explain('Building', 'room-network.ts: unexpected token').message).toContain('unexpected token');
});
