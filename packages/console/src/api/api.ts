import type { FetchBaseQueryMeta } from '@reduxjs/toolkit/query/react';
import { generatedApi } from './generated/endpoints.ts';
import type {
  GetSessionTimelineApiResponse,
  GetUsageApiArg,
  Room,
  TimelineEntry,
} from './generated/endpoints.ts';

export type * from './generated/endpoints.ts';

/** A room comes with its ETag, so that a change can say what it was made from. */
const readApi = generatedApi.enhanceEndpoints({
  endpoints: {
    getRoom: {
      transformResponse: (room: Room, meta: FetchBaseQueryMeta | undefined) => ({
        ...room,
        etag: meta?.response?.headers.get('etag') ?? undefined,
      }),
    },
  },
});

/** What happened in a session, oldest first. */
export interface WholeTimeline {
  entries: TimelineEntry[];
  /** There is more than is shown. */
  isTruncated: boolean;
}
const timelinePagesMax = 20;

/** Every operation of the REST API; the one that also answers in CSV has a second name for that. */
export const api = readApi.injectEndpoints({
  endpoints: (build) => ({
    exportUsage: build.query<string, GetUsageApiArg>({
      query: (params) => ({
        url: '/v1/usage',
        params,
        headers: { Accept: 'text/csv' },
        responseHandler: 'text',
      }),
    }),
    /** The log of a session over all its pages, up to 2,000 entries. */
    wholeTimeline: build.query<WholeTimeline, { sessionId: string }>({
      queryFn: async ({ sessionId }, _api, _extra, query) => {
        const entries: TimelineEntry[] = [];
        let cursor: string | undefined;
        for (let page = 0; page < timelinePagesMax; page += 1) {
          const params = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
          const answer = await query({ url: `/v1/sessions/${sessionId}/timeline`, params });
          if (answer.error) return { error: answer.error };
          const { data, nextCursor } = answer.data as GetSessionTimelineApiResponse;
          entries.push(...data);
          if (nextCursor === null) return { data: { entries, isTruncated: false } };
          cursor = nextCursor;
        }
        return { data: { entries, isTruncated: true } };
      },
    }),
  }),
});

/** The ETag that a room was read with. */
export function etagOf(room: Room): string | undefined {
  return 'etag' in room && typeof room.etag === 'string' ? room.etag : undefined;
}
