import { CloudMeetError, openApiDocument } from '@cloudmeet/contracts';
import type { OperationId } from '@cloudmeet/contracts';
import type { Database } from '@cloudmeet/database';
import type { Objects } from '@cloudmeet/platform';
import type { Identity } from '@cloudmeet/platform/identity';
import { createSecretBox, errorEdge, requestContext, unknownRoute } from '@cloudmeet/service-kit';
import type { Health, Logger, Metrics } from '@cloudmeet/service-kit';
import { createRoomTokenKeys } from '@cloudmeet/service-kit/room-token';
import express from 'express';
import type { Express } from 'express';
import type { ApiConfig } from './api-config.ts';
import { createAuthenticator } from './credentials/authenticator.ts';
import { authenticateRequest, callerKey } from './http/credential-of-request.ts';
import { createReplyKeeper } from './http/idempotency.ts';
import type { OperationContext } from './http/operation-handler.ts';
import { addOperations } from './http/add-operations.ts';
import { allowConsole } from './http/console-origins.ts';
import { addressOf, createRateLimiter } from './http/rate-limit.ts';
import { createRefreshCookie } from './http/refresh-cookie.ts';
import { forAnyOrigin, securityHeaders } from './http/security-headers.ts';
import { createRequestLog } from './history/request-log.ts';
import type { RequestLog } from './history/request-log.ts';
import { rememberCodes } from './http/answered-codes.ts';
import { createDefaultIdentity } from './identity/default-identity.ts';
import { operationHandlers } from './operations/index.ts';
import type { RoomControl } from './room-control/room-control.ts';
import { createRoomDirectory } from './rooms/room-directory.ts';
import { documentation } from './site/documentation.ts';
import { jwks } from './site/jwks.ts';
import { logo } from './site/logo.ts';
import { publicResource } from './site/public-resource.ts';
import { sdkScript } from './site/sdk-script.ts';
import { createServiceKeys } from './tokens/service-keys.ts';
import type { ServiceKeys } from './tokens/service-keys.ts';
import { createWebhookSecrets } from './webhooks/webhook-secrets.ts';

export interface ApiOptions {
  config: ApiConfig;
  database: Database;
  roomControl: RoomControl;
  logger: Logger;
  metrics: Metrics;
  health: Health;
  /** Default: those of the database, opened with the configuration's secret. */
  serviceKeys?: ServiceKeys;
  /** Where requests are noted. Default: in memory until somebody asks for them. */
  requestLog?: RequestLog;
  /** Who may sign in. Default: accounts in the database. */
  identity?: Identity;
  /** Where recordings are. Default: nowhere, and none can be downloaded. */
  objects?: Pick<Objects, 'downloadUrl'>;
  /** Milliseconds since the epoch. Default: the clock of this machine. */
  nowMs?: () => number;
}

const noObjects: Pick<Objects, 'downloadUrl'> = {
  downloadUrl: () =>
    Promise.reject(new CloudMeetError('unavailable', { detail: 'There is no object store.' })),
};

const keyLimit = { requests: 6000, windowSeconds: 60 };
const addressLimit = { requests: 60, windowSeconds: 60 };

function createContext(options: ApiOptions): OperationContext {
  const { config, database, roomControl, logger, nowMs = Date.now } = options;
  const { publicApiUrl, publicRoomUrl, secret } = config;
  const publicConsoleUrl = config.consoleOrigins?.[0] ?? publicApiUrl;
  const parts = { database, secret, publicApiUrl, publicConsoleUrl, logger, nowMs };
  const identity = options.identity ?? createDefaultIdentity(parts);
  return {
    ...{ publicApiUrl, publicRoomUrl, publicConsoleUrl, database, roomControl, identity, logger, nowMs },
    signUpOpen: config.signUpOpen ?? true,
    serviceKeys: options.serviceKeys ?? createServiceKeys({ database, secret }),
    roomTokenKeys: createRoomTokenKeys(database),
    objects: options.objects ?? noObjects,
    rooms: createRoomDirectory({ database }),
    requestLog: options.requestLog ?? createRequestLog({ database, logger }),
    webhookSecrets: createWebhookSecrets(secret),
    webhooksMayBePrivate: config.webhooksMayBePrivate ?? false,
    authenticator: createAuthenticator({
      ...{ database, identity, nowMs },
      onTouchError: (err) => {
        logger.warn({ err }, 'The last use of an API key was not noted');
      },
    }),
  };
}

/** Authentication first: a request without a valid credential counts for its address, one with it for the caller. */
function createGuards({ authenticator }: OperationContext, { limits = {} }: ApiConfig) {
  const address = limits.perAddress ?? addressLimit;
  const caller = limits.perKey ?? keyLimit;
  const perAddress = createRateLimiter({ ...address, policy: 'address', keyOf: addressOf });
  const perCaller = createRateLimiter({ ...caller, policy: 'key', keyOf: callerKey });
  return (id: OperationId) => authenticateRequest(id, authenticator, { perAddress, perCaller });
}

function addPublicResources(app: Express, options: ApiOptions, context: OperationContext): void {
  const { config, health, metrics } = options;
  const version = config.version ?? '0.1.0';
  const document = openApiDocument({ serverUrl: config.publicApiUrl, version });
  const links = {
    name: 'CloudMeet API',
    version,
    documentation: `${config.publicApiUrl}/docs`,
    openapi: `${config.publicApiUrl}/openapi.json`,
    keys: `${config.publicApiUrl}/.well-known/jwks.json`,
    sdk: `${config.publicApiUrl}/sdk/v1/cloudmeet.js`,
    health: `${config.publicApiUrl}/healthz`,
  };
  publicResource(app, '/', (_request, response) => void response.json(links));
  publicResource(app, '/openapi.json', forAnyOrigin(), (_request, response) => void response.json(document));
  publicResource(app, '/.well-known/jwks.json', forAnyOrigin(), jwks(context.serviceKeys));
  publicResource(app, '/sdk/v1/cloudmeet.js', forAnyOrigin(), sdkScript(config.sdkScriptPath));
  publicResource(app, '/branding/:logoId', forAnyOrigin(), logo(context.database));
  publicResource(app, '/healthz', forAnyOrigin(), health.healthz);
  publicResource(app, '/readyz', health.readyz);
  publicResource(app, '/metrics', metrics.handler);
  app.use('/docs', documentation());
}

/** The REST API as an Express application: it holds no server, no timer and nothing to close. */
export function createApi(options: ApiOptions): Express {
  const { config, logger, metrics } = options;
  const context = createContext(options);
  const keeper = createReplyKeeper(createSecretBox(config.secret, 'answers kept for an Idempotency-Key'));
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing');
  app.set('query parser', 'simple').set('trust proxy', config.trustProxy ?? false);
  app.use(requestContext(), metrics.measureRequests);
  app.use(securityHeaders({ https: config.publicApiUrl.startsWith('https:') }));
  app.use('/v1', allowConsole(config.consoleOrigins ?? []));
  const guardOf = createGuards(context, config);
  const refreshCookie = createRefreshCookie({
    origins: config.consoleOrigins ?? [],
    https: config.publicApiUrl.startsWith('https:'),
  });
  addOperations(app, { handlers: operationHandlers, context, keeper, guardOf, refreshCookie });
  addPublicResources(app, options, context);
  app.use(unknownRoute(), rememberCodes(), errorEdge({ logger }));
  return app;
}
