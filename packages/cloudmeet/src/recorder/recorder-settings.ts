import { settings } from '@cloudmeet/service-kit';

/** What a recorder can be set with, beside everything else or on its own. */
export const recorderSettings = {
  CLOUDMEET_RECORDER_SEATS: settings.CLOUDMEET_RECORDER_SEATS,
  CLOUDMEET_RECORDER_RESERVE_MB: settings.CLOUDMEET_RECORDER_RESERVE_MB,
  CLOUDMEET_S3_BUCKET: settings.CLOUDMEET_S3_BUCKET,
} as const;
