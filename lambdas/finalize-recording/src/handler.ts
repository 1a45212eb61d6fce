import { createInternalClient, readLambdaSettings } from '@cloudmeet/platform/lambda';
import { createS3Objects } from '@cloudmeet/platform/objects';
import { createFinalizeRecording } from './finalize-recording.ts';
import { joinRecording } from './mp4/join-recording.ts';

const settings = readLambdaSettings();
const bucket = settings.CLOUDMEET_S3_BUCKET;
if (bucket === undefined) throw new Error('Set CLOUDMEET_S3_BUCKET to the bucket of the recordings.');
const objects = createS3Objects({ bucket });

/** What AWS Lambda calls. */
export const handler = createFinalizeRecording({
  api: createInternalClient({
    apiUrl: settings.CLOUDMEET_INTERNAL_API_URL,
    internalSecret: settings.CLOUDMEET_INTERNAL_SECRET.reveal(),
  }),
  join: (work) => joinRecording(objects, work),
});
