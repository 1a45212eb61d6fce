export { createInternalClient } from './internal-client.ts';
export type { InternalClient, InternalClientOptions } from './internal-client.ts';
export { readLambdaSettings } from './lambda-settings.ts';
export type { LambdaSettings } from './lambda-settings.ts';
export type { SqsBatchResponse, SqsEvent, SqsRecord } from './sqs-types.ts';
