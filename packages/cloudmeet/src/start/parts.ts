import type { Database } from '@cloudmeet/database';
import type { Lifecycle, Logger, Secret } from '@cloudmeet/service-kit';
import type { BuiltFiles } from './built-files.ts';
import type { PortPlan } from './ports.ts';
import type { StartSettings } from './start-settings.ts';

/** Addresses as browsers and servers use them, without a slash at the end. */
export interface Addresses {
  apiUrl: string;
  socketUrl: string;
  roomUrl: string;
  sandboxUrl: string;
  consoleUrl: string;
}

/** What the parts of one process are made from. */
export interface Parts {
  settings: StartSettings;
  ports: PortPlan;
  addresses: Addresses;
  files: BuiltFiles;
  secret: Secret;
  database: Database;
  lifecycle: Lifecycle;
  logger: Logger;
}
