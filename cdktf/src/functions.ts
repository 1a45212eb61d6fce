import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One Lambda function of ours and how its queue treats it. */
export interface FunctionPlan {
  /** Folder in `lambdas/`, and the name of its queue. */
  name: string;
  timeoutSeconds: number;
  memoryMegabytes: number;
  /** Messages of one call. */
  batch: number;
  /** Calls at once. */
  concurrency: number;
  /** What the servers call the address of its queue. */
  setting: string;
  /** Whether it reads and writes recordings. */
  usesRecordings: boolean;
}

const short = { timeoutSeconds: 30, memoryMegabytes: 256, batch: 10, concurrency: 20, usesRecordings: false };

/** All functions. Joining a meeting of hours takes minutes, so it is one recording a call. */
export const functionPlans: readonly FunctionPlan[] = [
  { ...short, name: 'deliver-webhooks', timeoutSeconds: 120, setting: 'CLOUDMEET_SQS_WEBHOOKS_URL' },
  { ...short, name: 'start-recording', setting: 'CLOUDMEET_SQS_START_RECORDING_URL' },
  { ...short, name: 'stop-recording', setting: 'CLOUDMEET_SQS_STOP_RECORDING_URL' },
  {
    ...short,
    ...{ name: 'finalize-recording', setting: 'CLOUDMEET_SQS_FINALIZE_RECORDING_URL' },
    ...{ timeoutSeconds: 900, memoryMegabytes: 1024, batch: 1, usesRecordings: true },
  },
  { ...short, name: 'start-stream', setting: 'CLOUDMEET_SQS_START_STREAM_URL' },
  { ...short, name: 'stop-stream', setting: 'CLOUDMEET_SQS_STOP_STREAM_URL' },
];

const lambdas = fileURLToPath(new URL('../../lambdas', import.meta.url));

/**
 * The bundle that `npm run build` writes for a function.
 * @throws Error where it was not built.
 */
export function zipOf({ name }: FunctionPlan, folder = lambdas): string {
  const path = join(folder, name, 'dist/function.zip');
  if (!existsSync(path)) throw new Error(`There is no ${path}. Build the functions first: npm run build`);
  return path;
}
