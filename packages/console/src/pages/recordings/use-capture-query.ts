import { useSearchParams } from 'react-router';

interface CaptureQuery<Status> {
  status?: Status;
  roomId?: string;
  cursor?: string;
}

/** What the address narrows recordings or streams to. */
export function useCaptureQuery<Status extends string>(
  statuses: readonly Status[],
): { query: CaptureQuery<Status>; isFiltered: boolean } {
  const [search] = useSearchParams();
  const status = statuses.find((one) => one === search.get('status'));
  const [roomId, cursor] = [search.get('roomId'), search.get('cursor')];
  return {
    query: { ...(status ? { status } : {}), ...(roomId ? { roomId } : {}), ...(cursor ? { cursor } : {}) },
    isFiltered: Boolean(status ?? roomId),
  };
}
