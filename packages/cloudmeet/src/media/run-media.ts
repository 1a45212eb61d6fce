import { createMediaNode } from '@cloudmeet/media-server';
import {
  closeOnSignals,
  createLogger,
  createMetrics,
  Lifecycle,
  readConfig,
  settings,
} from '@cloudmeet/service-kit';
import { z } from 'zod';
import { internalSecretOf } from '../start/internal-secret.ts';
import { mediaConfigOf, mediaSettings } from './media-settings.ts';

const schema = z.object({
  LOG_LEVEL: settings.LOG_LEVEL,
  CLOUDMEET_API_URL: settings.CLOUDMEET_API_URL,
  CLOUDMEET_SECRET: settings.CLOUDMEET_SECRET,
  CLOUDMEET_MEDIA_HOST: settings.CLOUDMEET_MEDIA_HOST,
  CLOUDMEET_MEDIA_PORT: settings.CLOUDMEET_MEDIA_PORT,
  CLOUDMEET_STREAM_PORT: settings.CLOUDMEET_STREAM_PORT,
  ...mediaSettings,
});

/** Rooms have so long to move to another node before this one ends; a second signal ends it at once. */
const drainMs = 20_000;
const forceAfterMs = drainMs + 10_000;

/**
 * Runs a media node in this process until Ctrl-C or SIGTERM, then drains.
 * @throws ConfigError naming every variable that is wrong
 */
export async function runMedia(): Promise<void> {
  const set = readConfig(schema);
  const lifecycle = new Lifecycle();
  closeOnSignals(lifecycle, {
    forceAfterMs,
    onSignal: () => process.stdout.write('\nDraining: rooms move to other media nodes.\n'),
    onFailure: (error) => process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
  });
  const node = await createMediaNode({
    logger: createLogger({ service: 'media', level: set.LOG_LEVEL }),
    metrics: createMetrics({ service: 'media', processMetrics: true }),
    config: {
      ...mediaConfigOf(set, set.CLOUDMEET_STREAM_PORT),
      ...{ apiUrl: set.CLOUDMEET_API_URL, internalSecret: internalSecretOf(set.CLOUDMEET_SECRET) },
      ...{ host: set.CLOUDMEET_MEDIA_HOST, port: set.CLOUDMEET_MEDIA_PORT, drainMs },
    },
  });
  lifecycle.add('the media node', node);
  process.stdout.write(`The media node is at ${node.controlUrl}. Ctrl-C drains and stops it.\n`);
}
