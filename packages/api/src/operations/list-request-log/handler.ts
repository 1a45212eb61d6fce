import { auditActorSchema } from '@cloudmeet/contracts';
import type { RequestLogEntry } from '@cloudmeet/contracts';
import type { LoggedRequest } from '@cloudmeet/database';
import type { OperationHandler } from '../../http/operation-handler.ts';

function requestBody({ actorType, actorId, actorLabel, at, ...entry }: LoggedRequest): RequestLogEntry {
  const actor = auditActorSchema.parse({ type: actorType, id: actorId, label: actorLabel });
  return { ...entry, at: at.toISOString(), actor };
}

/** `404` is that status, `4xx` its class. */
function statusRange(status: string | undefined) {
  if (status === undefined) return undefined;
  const from = Number(status.replace('xx', '00'));
  return { from, to: status.endsWith('xx') ? from + 99 : from };
}

/** What this process has noted and not written yet is written first. */
export const listRequestLog: OperationHandler<'listRequestLog'> = {
  async handle({ credential, query }, { database, requestLog }) {
    await requestLog.flush();
    const { status, ...rest } = query;
    const page = await database
      .forTenant(credential)
      .transaction((repos) => repos.requestLog.list({ ...rest, status: statusRange(status) }));
    return { body: { data: page.data.map(requestBody), nextCursor: page.nextCursor } };
  },
};
