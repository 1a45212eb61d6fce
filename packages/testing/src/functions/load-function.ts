import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import type { SqsFunction } from '@cloudmeet/platform';

const run = promisify(execFile);

/** A Lambda function as it is uploaded: built, unpacked and loaded from its zip. */
export interface LoadedFunction {
  handler: SqsFunction;
  /** Bytes of the zip. */
  size: number;
  close(): Promise<void>;
}

/** `folder` of the function, such as `lambdas/start-recording`. Settings are read from the environment when it loads. */
export async function loadFunction(folder: string): Promise<LoadedFunction> {
  await run(process.execPath, ['../../scripts/functions/build-function.mjs'], { cwd: folder });
  const bytes = await readFile(join(folder, 'dist/function.zip'));
  const [nameLength, packedLength] = [bytes.readUInt16LE(26), bytes.readUInt32LE(18)];
  const start = 30 + nameLength;
  const unpacked = await mkdtemp(join(tmpdir(), 'cloudmeet-function-'));
  const file = join(unpacked, bytes.subarray(30, start).toString());
  await writeFile(file, inflateRawSync(bytes.subarray(start, start + packedLength)));
  const module = (await import(pathToFileURL(file).href)) as { handler: SqsFunction };
  return {
    handler: module.handler,
    size: bytes.length,
    close: () => rm(unpacked, { recursive: true, force: true }),
  };
}
