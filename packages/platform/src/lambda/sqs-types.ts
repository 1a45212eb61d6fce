/** One message as AWS Lambda hands it to a function behind SQS: what our functions read of it, and what tools look for. */
export interface SqsRecord {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: {
    ApproximateReceiveCount: string;
    SentTimestamp: string;
    SenderId: string;
    ApproximateFirstReceiveTimestamp: string;
  };
  messageAttributes: Record<string, { stringValue?: string; dataType: string }>;
  md5OfBody: string;
  eventSource: string;
  eventSourceARN: string;
  awsRegion: string;
}

export interface SqsEvent {
  Records: SqsRecord[];
}

/** Messages that come again; all others are done with. */
export interface SqsBatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}
