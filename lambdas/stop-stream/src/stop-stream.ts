import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { createRecorderJob } from '@cloudmeet/platform/lambda';
import type { RecorderJobOptions, SqsBatchResponse, SqsEvent } from '@cloudmeet/platform/lambda';

export type StopStream = (event: SqsEvent) => Promise<SqsBatchResponse>;

/** The handler of the queue of streams to stop: each job ends one at its recorder, however often it comes. */
export function createStopStream(options: RecorderJobOptions): StopStream {
  const stopStream = createRecorderJob(options, 'stream', 'stop');
  return async (event) => {
    const processor = new BatchProcessor(EventType.SQS);
    return processPartialResponse(event, stopStream, processor, { throwOnFullBatchFailure: false });
  };
}
