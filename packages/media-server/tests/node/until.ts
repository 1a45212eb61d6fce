/** Resolves when it is so; looks again every 20 ms. */
export async function until(
  what: string,
  check: () => boolean | Promise<boolean>,
  patienceMs = 15_000,
): Promise<void> {
  const deadlineMs = Date.now() + patienceMs;
  while (!(await check())) {
    if (Date.now() > deadlineMs) throw new Error(`Waited in vain for: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
