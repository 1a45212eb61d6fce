import { join } from 'node:path';
import type { DevFile } from '@cloudmeet/contracts';
import { socketPath } from '@cloudmeet/realtime';
import { closeOnSignals, createLogger, Lifecycle, Secret } from '@cloudmeet/service-kit';
import { banner } from './banner.ts';
import { findBuiltFiles } from './built-files.ts';
import { openDataDir } from './data-dir.ts';
import type { DataDir } from './data-dir.ts';
import { allowOrigin, ensureDemoTenants } from './demo-tenants.ts';
import { openDatabase } from './open-database.ts';
import type { Addresses, Parts } from './parts.ts';
import { planPorts, refuseTakenPorts } from './ports.ts';
import type { PortPlan } from './ports.ts';
import { serveApi } from './serve-api.ts';
import { serveConsole, serveRoomPage, serveSandbox } from './serve-pages.ts';
import { readStartSettings } from './start-settings.ts';
import type { StartSettings } from './start-settings.ts';

const devFileName = 'dev.json';

function addressesOf(ports: PortPlan, settings: StartSettings): Addresses {
  const apiUrl = settings.CLOUDMEET_PUBLIC_API_URL ?? `http://127.0.0.1:${String(ports.api)}`;
  return {
    apiUrl,
    socketUrl: `${apiUrl.replace(/^http/, 'ws')}${socketPath}`,
    roomUrl: settings.CLOUDMEET_PUBLIC_ROOM_URL ?? `http://127.0.0.1:${String(ports.room)}`,
    // Another site than the room's, as a customer's page is: two ports of one host would be the same site.
    sandboxUrl: `http://localhost:${String(ports.sandbox)}`,
    consoleUrl: settings.CLOUDMEET_PUBLIC_CONSOLE_URL ?? `http://127.0.0.1:${String(ports.console)}`,
  };
}

async function prepare(settings: StartSettings, dataDir: DataDir, lifecycle: Lifecycle): Promise<Parts> {
  const ports = planPorts(settings.CLOUDMEET_PORT);
  await refuseTakenPorts(ports);
  const files = findBuiltFiles();
  const logger = createLogger({ service: 'cloudmeet', level: settings.LOG_LEVEL });
  const secret = settings.CLOUDMEET_SECRET ?? new Secret(await dataDir.secret('master'));
  const database = await openDatabase(settings, dataDir, ports.postgres, { lifecycle, logger });
  return {
    settings,
    ports,
    addresses: addressesOf(ports, settings),
    files,
    secret,
    database,
    lifecycle,
    logger,
  };
}

async function serve(parts: Parts, dataDir: DataDir): Promise<DevFile> {
  const { addresses, database } = parts;
  const tenants = await ensureDemoTenants(database, await dataDir.readPrivate(devFileName));
  const [customer] = tenants;
  if (!customer) throw new Error('There is no demo tenant.');
  await allowOrigin(database, customer.tenantId, new URL(addresses.sandboxUrl).origin);
  await serveApi(parts);
  await serveRoomPage(parts);
  await serveSandbox(parts, customer.apiKey);
  await serveConsole(parts);
  const { apiUrl, roomUrl, sandboxUrl, consoleUrl } = addresses;
  const dev = { apiUrl, roomUrl, sandboxUrl, consoleUrl, tenants };
  await dataDir.writePrivate(devFileName, `${JSON.stringify(dev, null, 2)}\n`);
  return dev;
}

/** Whoever started us may be killed without a word: then this channel closes, and we end as after SIGTERM. */
function endWithParent(): void {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

/**
 * Runs everything in this process until Ctrl-C or SIGTERM.
 * @throws StartupError, ConfigError or EmbeddedPostgresError that say what is in the way
 */
export async function start(): Promise<void> {
  const startedAt = performance.now();
  const lifecycle = new Lifecycle();
  endWithParent();
  closeOnSignals(lifecycle, {
    onSignal: () => process.stdout.write('\nStopping: finishing what is under way.\n'),
    onFailure: (error) => process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
  });
  try {
    const settings = readStartSettings();
    const dataDir = await openDataDir(settings.CLOUDMEET_DATA_DIR);
    const dev = await serve(await prepare(settings, dataDir, lifecycle), dataDir);
    process.stdout.write(banner(dev, join(dataDir.path, devFileName), performance.now() - startedAt));
  } catch (thrown) {
    await lifecycle.close();
    throw thrown;
  }
}
