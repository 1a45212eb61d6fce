import { resolve, join } from 'node:path';
import { RecorderProcess } from '../recorder/recorder-process.ts';
import { functionsSecretOf, internalSecretOf } from './internal-secret.ts';
import type { Parts } from './parts.ts';

const mebibyte = 1024 * 1024;

/** A recorder beside everything else, in a process of its own: recordings neither wait for meetings nor hurt them. */
export function serveRecorder({ lifecycle, logger, ports, secret, settings }: Parts, apiUrl: string): void {
  if (settings.CLOUDMEET_MEDIA === 'off' || settings.CLOUDMEET_RECORDER_SEATS === 0) return;
  const dataDir = resolve(settings.CLOUDMEET_DATA_DIR);
  const orders = {
    logLevel: settings.LOG_LEVEL,
    config: {
      ...{ dir: join(dataDir, 'recorder'), apiUrl, port: ports.recorder },
      internalSecret: functionsSecretOf(settings.CLOUDMEET_INTERNAL_SECRET, secret),
      mediaUrl: `ws://127.0.0.1:${String(ports.media)}/control`,
      mediaSecret: internalSecretOf(secret),
      seats: settings.CLOUDMEET_RECORDER_SEATS,
      reserveBytes: settings.CLOUDMEET_RECORDER_RESERVE_MB * mebibyte,
    },
    objects: {
      bucket: settings.CLOUDMEET_S3_BUCKET,
      disk: { dir: join(dataDir, 'objects'), publicUrl: `${apiUrl}/objects` },
    },
  };
  lifecycle.add('the recorder', new RecorderProcess(orders, logger.child({ part: 'recorder' })));
}
