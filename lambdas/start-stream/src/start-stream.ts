import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { createRecorderJob } from '@cloudmeet/platform/lambda';
import type { RecorderJobOptions, SqsBatchResponse, SqsEvent } from '@cloudmeet/platform/lambda';

export type StartStream = (event: SqsEvent) => Promise<SqsBatchResponse>;

/** The handler of the queue of streams to start: each job begins one at its recorder, however often it comes. */
export function createStartStream(options: RecorderJobOptions): StartStream {
  const startStream = createRecorderJob(options, 'stream', 'start');
  return async (event) => {
    const processor = new BatchProcessor(EventType.SQS);
    return processPartialResponse(event, startStream, processor, { throwOnFullBatchFailure: false });
  };
}
