import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { createRecorderJob } from '@cloudmeet/platform/lambda';
import type { RecorderJobOptions, SqsBatchResponse, SqsEvent } from '@cloudmeet/platform/lambda';

export type StopRecording = (event: SqsEvent) => Promise<SqsBatchResponse>;

/** The handler of the queue of recordings to stop: each job ends one at its recorder, however often it comes. */
export function createStopRecording(options: RecorderJobOptions): StopRecording {
  const stopRecording = createRecorderJob(options, 'recording', 'stop');
  return async (event) => {
    const processor = new BatchProcessor(EventType.SQS);
    return processPartialResponse(event, stopRecording, processor, { throwOnFullBatchFailure: false });
  };
}
