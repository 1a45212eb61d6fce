import { performance } from 'node:perf_hooks';

const live = process.stdout.isTTY && !process.env.CI;

/** `4200` ms → `4.2 s`, `90000` ms → `1 min 30 s`. */
export function formatDuration(ms) {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Does one step of the set-up and says so: a line with the time, counting on a terminal, printed once elsewhere.
 * Resolves to what `work` resolves to.
 */
export async function step(title, work) {
  const startedAt = performance.now();
  const elapsed = () => formatDuration(performance.now() - startedAt);
  const draw = () => process.stdout.write(`\r\u001b[2K  ${title} … ${elapsed()}`);
  if (!live) console.log(`  ${title} …`);
  const timer = live ? setInterval(draw, 200) : undefined;
  let mark = '✗';
  try {
    const result = await work();
    mark = '✓';
    return result;
  } finally {
    clearInterval(timer);
    if (live) process.stdout.write('\r\u001b[2K');
    console.log(`${mark} ${title} (${elapsed()})`);
  }
}
