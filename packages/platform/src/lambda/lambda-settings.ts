import { readConfig, settings } from '@cloudmeet/service-kit/config';
import { z } from 'zod';

const schema = z.object({
  CLOUDMEET_INTERNAL_API_URL: settings.CLOUDMEET_INTERNAL_API_URL,
  CLOUDMEET_INTERNAL_SECRET: settings.CLOUDMEET_INTERNAL_SECRET,
  CLOUDMEET_WEBHOOK_ALLOW_PRIVATE: settings.CLOUDMEET_WEBHOOK_ALLOW_PRIVATE,
  CLOUDMEET_S3_BUCKET: settings.CLOUDMEET_S3_BUCKET,
});

/** What every Lambda function of ours is told by its environment. */
export type LambdaSettings = z.output<typeof schema>;

/** @throws ConfigError naming every variable that is wrong */
export function readLambdaSettings(): LambdaSettings {
  return readConfig(schema);
}
