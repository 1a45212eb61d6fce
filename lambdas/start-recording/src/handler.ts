import { createInternalClient, createJibriClient, readLambdaSettings } from '@cloudmeet/platform/lambda';
import { createStartRecording } from './start-recording.ts';

const settings = readLambdaSettings();
const apiUrl = settings.CLOUDMEET_INTERNAL_API_URL;
const internalSecret = settings.CLOUDMEET_INTERNAL_SECRET.reveal();

/** What AWS Lambda calls. */
export const handler = createStartRecording({
  api: createInternalClient({ apiUrl, internalSecret }),
  jibri: createJibriClient({ internalSecret }),
});
