import { join, resolve } from 'node:path';
import { closeOnSignals, Lifecycle, readConfig, settings } from '@cloudmeet/service-kit';
import { z } from 'zod';
import { functionsSecretOf, internalSecretOf } from '../start/internal-secret.ts';
import { openRecorder } from './open-recorder.ts';
import { recorderSettings } from './recorder-settings.ts';

const schema = z.object({
  LOG_LEVEL: settings.LOG_LEVEL,
  CLOUDMEET_API_URL: settings.CLOUDMEET_API_URL,
  CLOUDMEET_SECRET: settings.CLOUDMEET_SECRET,
  CLOUDMEET_INTERNAL_SECRET: settings.CLOUDMEET_INTERNAL_SECRET.optional(),
  CLOUDMEET_DATA_DIR: settings.CLOUDMEET_DATA_DIR,
  CLOUDMEET_MEDIA_PORT: settings.CLOUDMEET_MEDIA_PORT,
  CLOUDMEET_RECORDER_PORT: settings.CLOUDMEET_RECORDER_PORT,
  CLOUDMEET_RECORDER_HOST: settings.CLOUDMEET_RECORDER_HOST,
  ...recorderSettings,
});

const mebibyte = 1024 * 1024;

/**
 * Runs a recorder in this process, beside the media node of this machine, until Ctrl-C or SIGTERM. What it records then
 * stays in its folder, and the next one goes on with it.
 * @throws ConfigError naming every variable that is wrong
 */
export async function runRecorder(): Promise<void> {
  const set = readConfig(schema);
  const lifecycle = new Lifecycle();
  closeOnSignals(lifecycle, {
    onFailure: (error) => process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
  });
  const dataDir = resolve(set.CLOUDMEET_DATA_DIR);
  const recorder = await openRecorder({
    logLevel: set.LOG_LEVEL,
    config: {
      dir: join(dataDir, 'recorder'),
      apiUrl: set.CLOUDMEET_API_URL,
      internalSecret: functionsSecretOf(set.CLOUDMEET_INTERNAL_SECRET, set.CLOUDMEET_SECRET),
      mediaUrl: `ws://127.0.0.1:${String(set.CLOUDMEET_MEDIA_PORT)}/control`,
      mediaSecret: internalSecretOf(set.CLOUDMEET_SECRET),
      ...{ port: set.CLOUDMEET_RECORDER_PORT, host: set.CLOUDMEET_RECORDER_HOST },
      seats: set.CLOUDMEET_RECORDER_SEATS,
      reserveBytes: set.CLOUDMEET_RECORDER_RESERVE_MB * mebibyte,
    },
    objects: {
      bucket: set.CLOUDMEET_S3_BUCKET,
      disk: { dir: join(dataDir, 'objects'), publicUrl: `${set.CLOUDMEET_API_URL}/objects` },
    },
  });
  lifecycle.add('the recorder', recorder);
  process.stdout.write(
    `The recorder is at ${recorder.url}. Ctrl-C stops it; what it records goes on with the next.\n`,
  );
}
