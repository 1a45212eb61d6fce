import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { operation, roomParams as room } from './operation.ts';
import { pageSchema } from './page.ts';
import {
  downloadQuerySchema,
  downloadSchema,
  listRecordingsQuerySchema,
  recordingSchema,
  startRecordingSchema,
} from './recordings.ts';

const recording = z.object({ recordingId: idSchema('recording') });

export const recordingOperations = {
  startRecording: operation({
    method: 'post',
    path: '/v1/rooms/{roomId}/recordings',
    summary: 'Record the live session',
    tag: 'Recordings',
    params: room,
    body: startRecordingSchema,
    bodyOptional: true,
    status: 202,
    response: recordingSchema,
    errors: ['not-found', 'not-permitted', 'session-not-live', 'already-recording', 'unprocessable'],
  }),
  listRecordings: operation({
    method: 'get',
    path: '/v1/recordings',
    summary: 'List recordings, newest first',
    tag: 'Recordings',
    query: listRecordingsQuerySchema,
    status: 200,
    response: pageSchema(recordingSchema),
    errors: [],
  }),
  getRecording: operation({
    method: 'get',
    path: '/v1/recordings/{recordingId}',
    summary: 'Read a recording',
    tag: 'Recordings',
    params: recording,
    status: 200,
    response: recordingSchema,
    errors: ['not-found'],
  }),
  stopRecording: operation({
    method: 'post',
    path: '/v1/recordings/{recordingId}/stop',
    summary: 'Stop a recording; stopping twice does nothing more',
    tag: 'Recordings',
    params: recording,
    status: 202,
    response: recordingSchema,
    errors: ['not-found'],
  }),
  downloadRecording: operation({
    method: 'get',
    path: '/v1/recordings/{recordingId}/download',
    summary: 'Get links to the file and its receipt',
    tag: 'Recordings',
    params: recording,
    query: downloadQuerySchema,
    status: 200,
    response: downloadSchema,
    errors: ['not-found', 'recording-not-ready'],
  }),
  deleteRecording: operation({
    method: 'delete',
    path: '/v1/recordings/{recordingId}',
    summary: 'Delete a recording and its file',
    tag: 'Recordings',
    params: recording,
    status: 204,
    errors: ['not-found', 'conflict'],
  }),
} as const;
