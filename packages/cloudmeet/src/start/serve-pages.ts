import { createConsoleHost, createRoomHost } from '@cloudmeet/api';
import { createSandbox } from '@cloudmeet/client-sandbox';
import { CloudMeet } from '@cloudmeet/server-sdk';
import { startHttpServer } from '@cloudmeet/service-kit';
import { trustProxyOf } from './client-address.ts';
import type { Parts } from './parts.ts';

/** The room page, on an origin of its own. */
export async function serveRoomPage({
  addresses,
  database,
  files,
  lifecycle,
  logger,
  ports,
  settings,
}: Parts): Promise<void> {
  const handler = createRoomHost({
    database,
    logger: logger.child({ part: 'room-host' }),
    config: {
      publicApiUrl: addresses.apiUrl,
      socketUrl: addresses.socketUrl,
      streamUrls: [settings.CLOUDMEET_PUBLIC_STREAM_URL ?? `http://127.0.0.1:${ports.streams}`],
      roomAppDir: files.roomApp,
      ...trustProxyOf(settings),
      ownOrigins: [new URL(addresses.consoleUrl).origin],
    },
  });
  lifecycle.add('the room page', await startHttpServer({ name: 'the room page', port: ports.room, handler }));
}

/** A customer's page on another site, which uses nothing but the published packages. */
export async function serveSandbox({ addresses, lifecycle, ports }: Parts, apiKey: string): Promise<void> {
  const { apiUrl, roomUrl, sandboxUrl } = addresses;
  const cloudmeet = new CloudMeet({ apiKey, apiUrl });
  const handler = createSandbox({ cloudmeet, apiUrl, roomUrl, sandboxUrl });
  lifecycle.add('the sandbox', await startHttpServer({ name: 'the sandbox', port: ports.sandbox, handler }));
}

/** The management console, on an origin of its own. */
export async function serveConsole({ addresses, files, lifecycle, logger, ports }: Parts): Promise<void> {
  const handler = createConsoleHost({
    logger: logger.child({ part: 'console-host' }),
    config: { publicApiUrl: addresses.apiUrl, publicRoomUrl: addresses.roomUrl, consoleDir: files.console },
  });
  lifecycle.add('the console', await startHttpServer({ name: 'the console', port: ports.console, handler }));
}
