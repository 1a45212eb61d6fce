import type { FetchBaseQueryMeta } from '@reduxjs/toolkit/query/react';
import { generatedApi } from './generated/endpoints.ts';
import type { Room } from './generated/endpoints.ts';

export type * from './generated/endpoints.ts';

/** Every operation of the REST API. A room comes with its ETag, so that a change can say what it was made from. */
export const api = generatedApi.enhanceEndpoints({
  endpoints: {
    getRoom: {
      transformResponse: (room: Room, meta: FetchBaseQueryMeta | undefined) => ({
        ...room,
        etag: meta?.response?.headers.get('etag') ?? undefined,
      }),
    },
  },
});

/** The ETag that a room was read with. */
export function etagOf(room: Room): string | undefined {
  return 'etag' in room && typeof room.etag === 'string' ? room.etag : undefined;
}
