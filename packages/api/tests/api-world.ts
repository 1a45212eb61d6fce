import { randomText } from '@cloudmeet/contracts';
import { createDatabase } from '@cloudmeet/database';
import type { Database, DatabaseOptions } from '@cloudmeet/database';
import { createTestDatabase } from '@cloudmeet/database/testing';
import {
  createHealth,
  createLogger,
  createMetrics,
  Lifecycle,
  Secret,
  startHttpServer,
} from '@cloudmeet/service-kit';
import { createEmbeddedAccounts, createIdentity } from '@cloudmeet/platform/identity';
import type { Accounts, Identity } from '@cloudmeet/platform/identity';
import supertest from 'supertest';
import { createApi, createRoomControl, createServiceKeys } from '../src/index.ts';
import type { ApiConfig, ServiceKeys } from '../src/index.ts';
import { createTenant } from './create-tenant.ts';
import type { TestTenant } from './create-tenant.ts';

export const internalSecret = 'internal-secret-of-the-tests-0123456789';

/** A running API over a database of its own, with two tenants. */
export interface ApiWorld {
  database: Database;
  config: ApiConfig;
  /** Login of the database's administrator, for what no service may do. */
  adminUrl: string;
  serviceKeys: ServiceKeys;
  identity: Identity;
  accounts: Accounts;
  /** Codes of new-password links, newest last. */
  resetCodes: { email: string; code: string }[];
  ours: TestTenant;
  theirs: TestTenant;
  url: string;
  /** A request with our key, or with whatever `Authorization` is given (`null`: none). */
  call(method: Method, path: string, authorization?: string | null): supertest.Test;
  close(): Promise<void>;
}

export type Method = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete' | 'options';

export interface ApiWorldOptions {
  config?: Partial<ApiConfig>;
  database?: Partial<DatabaseOptions>;
  nowMs?: () => number;
}

/** Starts an API of its own for a test file. */
export async function createApiWorld(options: ApiWorldOptions = {}): Promise<ApiWorld> {
  const lifecycle = new Lifecycle();
  const urls = lifecycle.add('test database', await createTestDatabase());
  const database = lifecycle.add('database', createDatabase({ url: urls.appUrl, ...options.database }));
  const logger = createLogger({ service: 'api', level: 'silent' });
  const config: ApiConfig = {
    publicApiUrl: 'http://127.0.0.1:4400',
    publicRoomUrl: 'http://127.0.0.1:4401',
    secret: new Secret(randomText(48)),
    ...options.config,
  };
  const serviceKeys = createServiceKeys({ database, secret: config.secret });
  const resetCodes: ApiWorld['resetCodes'] = [];
  const nowMs = options.nowMs ?? Date.now;
  const accounts = createEmbeddedAccounts({
    ...{ database, secret: config.secret, issuer: `${config.publicApiUrl}/identity`, nowMs },
    sendResetCode: (message) => resetCodes.push(message),
  });
  const identity = createIdentity({ accounts, database, secret: config.secret, nowMs });
  const app = createApi({
    ...{ config, database, logger, serviceKeys, identity },
    roomControl: createRoomControl({ database, internalSecret }),
    objects: {
      downloadUrl: async (key, { fileName }) => `https://objects.example/${key}?name=${fileName ?? ''}`,
    },
    metrics: createMetrics({ service: 'api' }),
    health: createHealth({ checks: { database: () => database.ping() }, logger }),
    ...(options.nowMs ? { nowMs: options.nowMs } : {}),
  });
  const server = lifecycle.add('server', await startHttpServer({ name: 'the API', handler: app, port: 0 }));
  const [ours, theirs] = await Promise.all([
    createTenant({ database, accounts }, 'Ours'),
    createTenant({ database, accounts }, 'Theirs'),
  ]);
  return {
    ...{ database, config, serviceKeys, identity, accounts, resetCodes, ours, theirs },
    ...{ url: server.url, adminUrl: urls.adminUrl },
    call: (method, path, authorization = `Bearer ${ours.apiKey}`) => {
      const test = supertest(server.url)[method](path);
      return authorization === null ? test : test.set('authorization', authorization);
    },
    close: () => lifecycle.close(),
  };
}
