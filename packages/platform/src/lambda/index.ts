export { createInternalClient } from './internal-client.ts';
export type { InternalClient, InternalClientOptions } from './internal-client.ts';
export { createJibriClient } from './jibri-client.ts';
export type { JibriClient, JibriClientOptions } from './jibri-client.ts';
export { readLambdaSettings } from './lambda-settings.ts';
export type { LambdaSettings } from './lambda-settings.ts';
export { createRecorderJob, readCaptureJob, traceOf } from './recorder-job.ts';
export type { RecorderJobOptions } from './recorder-job.ts';
export type { SqsBatchResponse, SqsEvent, SqsRecord } from './sqs-types.ts';
