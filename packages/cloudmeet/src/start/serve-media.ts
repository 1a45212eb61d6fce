import { createMediaNode } from '@cloudmeet/media-server';
import { createMetrics } from '@cloudmeet/service-kit';
import type { Parts } from './parts.ts';

/** From the base port on. */
const portOffset = 4;

/** A media node beside everything else: its processes are children of this one. */
export async function serveMedia(
  { lifecycle, logger, ports, settings }: Parts,
  { apiUrl, internalSecret }: { apiUrl: string; internalSecret: string },
): Promise<void> {
  if (settings.CLOUDMEET_MEDIA === 'off') return;
  const node = await createMediaNode({
    logger: logger.child({ part: 'media' }),
    metrics: createMetrics({ service: 'cloudmeet-media' }),
    config: {
      ...{ apiUrl, internalSecret, port: ports.api + portOffset },
      region: settings.CLOUDMEET_MEDIA_REGION,
      edges: settings.CLOUDMEET_MEDIA_EDGES,
      cores: settings.CLOUDMEET_MEDIA_CORES,
      participantsMax: settings.CLOUDMEET_MEDIA_PARTICIPANTS,
    },
  });
  lifecycle.add('the media node', node);
}
