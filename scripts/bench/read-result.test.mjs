import { expect, test } from 'vitest';
import { readResult } from './read-result.mjs';

test('the last line is the result, whatever came before', () => {
  const result = { name: 'sdk-size', seed: null, figures: { gzipBytes: 7000 } };
  expect(readResult(`measuring\n${JSON.stringify(result)}\n`)).toEqual(result);
});

test.each(['', 'done', '{"name":"x"}', '{"name":"x","seed":1,"figures":null}', 'null'])(
  '%j is no result',
  (line) => {
    expect(() => readResult(line)).toThrow('A benchmark ends with');
  },
);
