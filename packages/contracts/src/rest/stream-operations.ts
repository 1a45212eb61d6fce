import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { operation, roomParams as room } from './operation.ts';
import { pageSchema } from './page.ts';
import { listStreamsQuerySchema, startStreamSchema, streamSchema } from './streams.ts';

const stream = z.object({ streamId: idSchema('stream') });

export const streamOperations = {
  startStream: operation({
    method: 'post',
    path: '/v1/rooms/{roomId}/streams',
    summary: 'Stream the live session',
    tag: 'Streams',
    params: room,
    body: startStreamSchema,
    bodyOptional: true,
    status: 202,
    response: streamSchema,
    errors: ['not-found', 'not-permitted', 'session-not-live', 'already-streaming', 'unprocessable'],
  }),
  listStreams: operation({
    method: 'get',
    path: '/v1/streams',
    summary: 'List streams, newest first',
    tag: 'Streams',
    query: listStreamsQuerySchema,
    status: 200,
    response: pageSchema(streamSchema),
    errors: [],
  }),
  getStream: operation({
    method: 'get',
    path: '/v1/streams/{streamId}',
    summary: 'Read a stream and how its targets are',
    tag: 'Streams',
    params: stream,
    status: 200,
    response: streamSchema,
    errors: ['not-found'],
  }),
  stopStream: operation({
    method: 'post',
    path: '/v1/streams/{streamId}/stop',
    summary: 'Stop a stream; stopping twice does nothing more',
    tag: 'Streams',
    params: stream,
    status: 202,
    response: streamSchema,
    errors: ['not-found'],
  }),
} as const;
