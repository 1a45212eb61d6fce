import type { FrameMethod, FrameParams, FrameResult } from '@cloudmeet/contracts';

/** What answers each request of the parent. Rejects with CloudMeetError. */
export type MethodTable = {
  [Method in FrameMethod]: (params: FrameParams<Method>) => Promise<FrameResult<Method>>;
};
