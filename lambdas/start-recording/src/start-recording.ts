import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { createRecorderJob } from '@cloudmeet/platform/lambda';
import type { RecorderJobOptions, SqsBatchResponse, SqsEvent } from '@cloudmeet/platform/lambda';

export type StartRecording = (event: SqsEvent) => Promise<SqsBatchResponse>;

/** The handler of the queue of recordings to start: each job begins one at its recorder, however often it comes. */
export function createStartRecording(options: RecorderJobOptions): StartRecording {
  const startRecording = createRecorderJob(options, 'recording', 'start');
  return async (event) => {
    const processor = new BatchProcessor(EventType.SQS);
    return processPartialResponse(event, startRecording, processor, { throwOnFullBatchFailure: false });
  };
}
