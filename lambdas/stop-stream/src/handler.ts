import { createInternalClient, createJibriClient, readLambdaSettings } from '@cloudmeet/platform/lambda';
import { createStopStream } from './stop-stream.ts';

const settings = readLambdaSettings();
const apiUrl = settings.CLOUDMEET_INTERNAL_API_URL;
const internalSecret = settings.CLOUDMEET_INTERNAL_SECRET.reveal();

/** What AWS Lambda calls. */
export const handler = createStopStream({
  api: createInternalClient({ apiUrl, internalSecret }),
  jibri: createJibriClient({ internalSecret }),
});
