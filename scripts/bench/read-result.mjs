import { Problem } from '../lib/problem.mjs';

/** The result in the last line of a benchmark's output: `{name, seed, figures}`. Throws a Problem without one. */
export function readResult(output) {
  const line = output.trim().split('\n').at(-1);
  let result;
  try {
    result = JSON.parse(line);
  } catch (cause) {
    throw new Problem(`A benchmark ends with one line of JSON, not with: ${line}`, undefined, cause);
  }
  const complete = typeof result?.name === 'string' && 'seed' in result && typeof result.figures === 'object';
  if (!complete || result.figures === null)
    throw new Problem(`A benchmark ends with {name, seed, figures}: ${line}`);
  return result;
}
