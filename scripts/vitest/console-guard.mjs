import { afterAll, afterEach, beforeEach } from 'vitest';

// Console noise fails the test that made it: a warning nobody asked for is a finding, not decoration.

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'];
let noise = [];

function record(method) {
  return (...parts) => noise.push(`console.${method}: ${parts.map(String).join(' ')}`.slice(0, 2000));
}

for (const method of methods) console[method] = record(method);

function complain(where) {
  const heard = noise;
  noise = [];
  if (heard.length > 0) throw new Error(`Something was printed ${where}:\n${heard.join('\n')}`);
}

beforeEach(() => complain('before this test'));
afterEach(() => complain('during this test'));
afterAll(() => complain('after the last test of this file'));
