import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { devFileSchema } from '@cloudmeet/contracts';
import { readConfig, settings } from '@cloudmeet/service-kit';
import { z } from 'zod';
import { StartupError } from '../start/startup-error.ts';

/** What `cloudmeet listen` works with. */
export interface ListenOptions {
  apiUrl: string;
  apiKey: string;
  /** Where each webhook is sent on to, as it came. */
  forwardTo: string | undefined;
}

const schema = z.object({
  CLOUDMEET_DATA_DIR: settings.CLOUDMEET_DATA_DIR,
  CLOUDMEET_API_URL: settings.CLOUDMEET_API_URL.optional(),
  CLOUDMEET_API_KEY: settings.CLOUDMEET_API_KEY.optional(),
});

/** The demo tenant of a CloudMeet that runs here. */
async function localCloudMeet(dataDir: string): Promise<{ apiUrl: string; apiKey: string }> {
  const file = join(dataDir, 'dev.json');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartupError(
      `${file} is not there. Run npm start first, or set CLOUDMEET_API_URL and CLOUDMEET_API_KEY.`,
      { cause },
    );
  });
  const { apiUrl, tenants } = devFileSchema.parse(JSON.parse(text));
  const [tenant] = tenants;
  if (!tenant) throw new StartupError(`${file} names no tenant. Run npm start again.`);
  return { apiUrl, apiKey: tenant.apiKey };
}

function parse(args: readonly string[]): string | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { 'forward-to': { type: 'string' } } });
    return values['forward-to'];
  } catch (cause) {
    throw new StartupError('Write: cloudmeet listen [--forward-to http://localhost:3000/webhooks]', {
      cause,
    });
  }
}

/** @throws StartupError, ConfigError in words for whoever calls it */
export async function readListenOptions(args: readonly string[]): Promise<ListenOptions> {
  const forwardTo = parse(args);
  if (forwardTo !== undefined && !/^https?:\/\//.test(forwardTo))
    throw new StartupError('--forward-to needs an http or https address.');
  const config = readConfig(schema);
  const { CLOUDMEET_API_URL: apiUrl, CLOUDMEET_API_KEY: apiKey } = config;
  if (apiUrl !== undefined && apiKey !== undefined) return { apiUrl, apiKey: apiKey.reveal(), forwardTo };
  return { ...(await localCloudMeet(config.CLOUDMEET_DATA_DIR)), forwardTo };
}
