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
} as const;

type MediaSettings = z.output<z.ZodObject<typeof mediaSettings>>;

/** The part of a media node's configuration that is the same wherever it runs. */
export function mediaConfigOf(
  set: MediaSettings,
): Omit<MediaNodeConfig, 'apiUrl' | 'internalSecret' | 'port'> {
  return {
    region: set.CLOUDMEET_MEDIA_REGION,
    edges: set.CLOUDMEET_MEDIA_EDGES,
    cores: set.CLOUDMEET_MEDIA_CORES,
    participantsMax: set.CLOUDMEET_MEDIA_PARTICIPANTS,
    edge: { addresses: set.CLOUDMEET_MEDIA_ADDRESSES, ports: set.CLOUDMEET_MEDIA_PORTS ?? null },
  };
}
