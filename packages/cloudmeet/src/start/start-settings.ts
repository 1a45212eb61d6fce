import { readConfig, settings } from '@cloudmeet/service-kit';
import { z } from 'zod';
import { mediaSettings } from '../media/media-settings.ts';
import { recorderSettings } from '../recorder/recorder-settings.ts';

const startSchema = z.object({
  LOG_LEVEL: settings.LOG_LEVEL.default('warn'),
  CLOUDMEET_PORT: settings.CLOUDMEET_PORT,
  CLOUDMEET_DATA_DIR: settings.CLOUDMEET_DATA_DIR,
  DATABASE_URL: settings.DATABASE_URL,
  DATABASE_OWNER_URL: settings.DATABASE_OWNER_URL,
  CLOUDMEET_SECRET: settings.CLOUDMEET_SECRET.optional(),
  CLOUDMEET_PUBLIC_API_URL: settings.CLOUDMEET_PUBLIC_API_URL.optional(),
  CLOUDMEET_PUBLIC_ROOM_URL: settings.CLOUDMEET_PUBLIC_ROOM_URL.optional(),
  CLOUDMEET_PUBLIC_CONSOLE_URL: settings.CLOUDMEET_PUBLIC_CONSOLE_URL.optional(),
  CLOUDMEET_SIGN_UP: settings.CLOUDMEET_SIGN_UP,
  CLOUDMEET_COGNITO_USER_POOL_ID: settings.CLOUDMEET_COGNITO_USER_POOL_ID,
  CLOUDMEET_COGNITO_CLIENT_ID: settings.CLOUDMEET_COGNITO_CLIENT_ID,
  CLOUDMEET_STUN_URLS: settings.CLOUDMEET_STUN_URLS,
  CLOUDMEET_TURN_URLS: settings.CLOUDMEET_TURN_URLS,
  CLOUDMEET_TURN_SECRET: settings.CLOUDMEET_TURN_SECRET,
  CLOUDMEET_MEDIA: settings.CLOUDMEET_MEDIA,
  CLOUDMEET_TRUST_PROXY: settings.CLOUDMEET_TRUST_PROXY,
  ...mediaSettings,
  ...recorderSettings,
  CLOUDMEET_WEBHOOK_ALLOW_PRIVATE: settings.CLOUDMEET_WEBHOOK_ALLOW_PRIVATE,
  CLOUDMEET_WEBHOOK_POLLER: settings.CLOUDMEET_WEBHOOK_POLLER,
  CLOUDMEET_SQS_WEBHOOKS_URL: settings.CLOUDMEET_SQS_WEBHOOKS_URL,
  CLOUDMEET_SQS_START_RECORDING_URL: settings.CLOUDMEET_SQS_START_RECORDING_URL,
  CLOUDMEET_SQS_STOP_RECORDING_URL: settings.CLOUDMEET_SQS_STOP_RECORDING_URL,
  CLOUDMEET_SQS_FINALIZE_RECORDING_URL: settings.CLOUDMEET_SQS_FINALIZE_RECORDING_URL,
  CLOUDMEET_SQS_START_STREAM_URL: settings.CLOUDMEET_SQS_START_STREAM_URL,
  CLOUDMEET_SQS_STOP_STREAM_URL: settings.CLOUDMEET_SQS_STOP_STREAM_URL,
  CLOUDMEET_CAPTURE_POLLER: settings.CLOUDMEET_CAPTURE_POLLER,
  CLOUDMEET_RECORDING_DAYS: settings.CLOUDMEET_RECORDING_DAYS,
  CLOUDMEET_INTERNAL_SECRET: settings.CLOUDMEET_INTERNAL_SECRET.optional(),
});

/** What an all-in-one start can be set with; nothing has to be. */
export type StartSettings = z.output<typeof startSchema>;

/** @throws ConfigError naming every variable that is wrong */
export function readStartSettings(environment?: Record<string, string | undefined>): StartSettings {
  return environment ? readConfig(startSchema, environment) : readConfig(startSchema);
}
