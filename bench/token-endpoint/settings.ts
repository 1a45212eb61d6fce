import { z } from 'zod';

/** What the benchmark tells its servers, in the environment of their processes. */
export const apiSettings = z.object({
  BENCH_DATABASE_URL: z.string(),
  BENCH_SECRET: z.string(),
});
export const floorSettings = z.object({
  BENCH_PRIVATE_KEY: z.string(),
  BENCH_KID: z.string(),
});
