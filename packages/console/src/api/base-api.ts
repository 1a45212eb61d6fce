import { createApi } from '@reduxjs/toolkit/query/react';
import { apiQuery } from './base-query.ts';

/** What the generated endpoints are put into. A page shows what it has for a minute while it asks again. */
export const baseApi = createApi({
  reducerPath: 'api',
  baseQuery: apiQuery,
  endpoints: () => ({}),
  keepUnusedDataFor: 60,
  refetchOnMountOrArgChange: 5,
});
