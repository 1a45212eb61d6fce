import type { MediaNodeConfig } from '@cloudmeet/media-server';
import { settings } from '@cloudmeet/service-kit';
import type { z } from 'zod';

/** What a media node can be set with, beside everything else or on its own. */
export const mediaSettings = {
  CLOUDMEET_MEDIA_REGION: settings.CLOUDMEET_MEDIA_REGION,
  CLOUDMEET_MEDIA_EDGES: settings.CLOUDMEET_MEDIA_EDGES,
  CLOUDMEET_MEDIA_CORES: settings.CLOUDMEET_MEDIA_CORES,
  CLOUDMEET_MEDIA_PARTICIPANTS: settings.CLOUDMEET_MEDIA_PARTICIPANTS,
  CLOUDMEET_MEDIA_ADDRESSES: settings.CLOUDMEET_MEDIA_ADDRESSES,
  CLOUDMEET_MEDIA_PORTS: settings.CLOUDMEET_MEDIA_PORTS,
  CLOUDMEET_STREAM_ALLOW_PRIVATE: settings.CLOUDMEET_STREAM_ALLOW_PRIVATE,
  CLOUDMEET_STREAM_HOST: settings.CLOUDMEET_STREAM_HOST,
  CLOUDMEET_STREAM_CONNECTIONS: settings.CLOUDMEET_STREAM_CONNECTIONS,
  CLOUDMEET_PUBLIC_STREAM_URL: settings.CLOUDMEET_PUBLIC_STREAM_URL,
} as const;

type MediaSettings = z.output<z.ZodObject<typeof mediaSettings>>;

/**
 * The part of a media node's configuration that is the same wherever it runs; `streamPort` is where viewers of its
 * streams are taken.
 */
export function mediaConfigOf(
  set: MediaSettings,
  streamPort: number,
): Omit<MediaNodeConfig, 'apiUrl' | 'internalSecret' | 'port'> {
  return {
    region: set.CLOUDMEET_MEDIA_REGION,
    edges: set.CLOUDMEET_MEDIA_EDGES,
    cores: set.CLOUDMEET_MEDIA_CORES,
    participantsMax: set.CLOUDMEET_MEDIA_PARTICIPANTS,
    edge: { addresses: set.CLOUDMEET_MEDIA_ADDRESSES, ports: set.CLOUDMEET_MEDIA_PORTS ?? null },
    // Only who runs it for themselves has no public address for its streams.
    privateTargets: set.CLOUDMEET_STREAM_ALLOW_PRIVATE ?? set.CLOUDMEET_PUBLIC_STREAM_URL === undefined,
    hls: {
      ...{ host: set.CLOUDMEET_STREAM_HOST, port: streamPort },
      ...{ publicUrl: set.CLOUDMEET_PUBLIC_STREAM_URL, connectionsMax: set.CLOUDMEET_STREAM_CONNECTIONS },
    },
  };
}
