import { createMediaNode } from '@cloudmeet/media-server';
import { createMetrics } from '@cloudmeet/service-kit';
import { mediaConfigOf } from '../media/media-settings.ts';
import type { Parts } from './parts.ts';

/** A media node beside everything else: its processes are children of this one. */
export async function serveMedia(
  { lifecycle, logger, ports, settings }: Parts,
  { apiUrl, internalSecret }: { apiUrl: string; internalSecret: string },
): Promise<void> {
  if (settings.CLOUDMEET_MEDIA === 'off') return;
  const node = await createMediaNode({
    logger: logger.child({ part: 'media' }),
    metrics: createMetrics({ service: 'cloudmeet-media' }),
    config: { ...mediaConfigOf(settings, ports.streams), apiUrl, internalSecret, port: ports.media },
  });
  lifecycle.add('the media node', node);
}
