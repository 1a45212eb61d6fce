import type { OperationId, operations } from '@cloudmeet/contracts';
import type { Database, Repositories } from '@cloudmeet/database';
import type { Objects } from '@cloudmeet/platform';
import type { Device, Identity, Person } from '@cloudmeet/platform/identity';
import type { Logger } from '@cloudmeet/service-kit';
import type { RoomTokenKeys } from '@cloudmeet/service-kit/room-token';
import type { z } from 'zod';
import type { Authenticator } from '../credentials/authenticator.ts';
import type { Credential } from '../credentials/credential.ts';
import type { RequestLog } from '../history/request-log.ts';
import type { RoomControl } from '../room-control/room-control.ts';
import type { RoomDirectory } from '../rooms/room-directory.ts';
import type { ServiceKeys } from '../tokens/service-keys.ts';
import type { WebhookSecrets } from '../webhooks/webhook-secrets.ts';
import type { VersionCondition } from './entity-tag.ts';

type Specs = typeof operations;
type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : Record<string, never>;
type Part<One, Name extends string> = One extends Record<Name, infer Schema> ? Output<Schema> : object;

/** What an operation needs besides its request. */
export interface OperationContext {
  publicApiUrl: string;
  publicRoomUrl: string;
  /** Address of the console, for the links that lead there. */
  publicConsoleUrl: string;
  /** Nobody may sign up where this is false: people are invited. */
  signUpOpen: boolean;
  database: Database;
  roomControl: RoomControl;
  /** Where recordings are. */
  objects: Pick<Objects, 'downloadUrl'>;
  authenticator: Authenticator;
  identity: Identity;
  rooms: RoomDirectory;
  requestLog: RequestLog;
  serviceKeys: ServiceKeys;
  roomTokenKeys: RoomTokenKeys;
  webhookSecrets: WebhookSecrets;
  /** Webhooks may go to private and loopback addresses: for development. */
  webhooksMayBePrivate: boolean;
  logger: Logger;
  nowMs: () => number;
}

/** Who asks: a credential of a tenant, a person of whatever tenants, or anybody. */
export type CallerOf<Id extends OperationId> = Specs[Id] extends { auth: 'public' }
  ? object
  : Specs[Id] extends { auth: 'user' }
    ? { person: Person }
    : { credential: Credential };

/** A request that was parsed. */
export interface ParsedRequest<Id extends OperationId> {
  /** Where it comes from. */
  device: Device;
  params: Part<Specs[Id], 'params'>;
  query: Part<Specs[Id], 'query'>;
  body: Part<Specs[Id], 'body'>;
  /** `If-Match`, where the operation takes it and the client sent it. */
  ifMatch: VersionCondition | undefined;
}

/** A request that was authenticated and parsed. The tenant is the credential's. */
export type OperationRequest<Id extends OperationId> = ParsedRequest<Id> & CallerOf<Id>;

/** What is answered: the body where the operation has one, the version where it has an ETag. */
export type OperationReply<Id extends OperationId> = (Specs[Id] extends { response: infer Schema }
  ? { body: Output<Schema> }
  : object) &
  (Specs[Id] extends { etag: true } ? { version: number } : object) &
  (Specs[Id] extends { csv: true } ? { csv: string } : object);

/** An operation whose work is one transaction; with an Idempotency-Key its answer is kept in the same one. */
export interface TransactionalHandler<Id extends OperationId> {
  /** Checks that need something other than the transaction. */
  before?(request: OperationRequest<Id>, context: OperationContext): Promise<void>;
  /** May run several times: touches nothing but `repos`. */
  inTransaction(
    repos: Repositories,
    request: OperationRequest<Id>,
    context: OperationContext,
  ): Promise<OperationReply<Id>>;
  /** What follows once the work is committed. */
  after?(request: OperationRequest<Id>, context: OperationContext): Promise<void>;
}

/** An operation that reaches beyond the database, or writes nothing. Doing it again does no harm. */
export interface FreeHandler<Id extends OperationId> {
  handle(request: OperationRequest<Id>, context: OperationContext): Promise<OperationReply<Id>>;
}

export type OperationHandler<Id extends OperationId> = TransactionalHandler<Id> | FreeHandler<Id>;

/** Every operation has its handler and every handler its operation: anything else does not compile. */
export type OperationHandlers = { [Id in OperationId]: OperationHandler<Id> };
