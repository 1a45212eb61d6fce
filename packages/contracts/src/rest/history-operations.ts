import { z } from 'zod';
import { idSchema } from '../ids.ts';
import {
  auditEntrySchema,
  auditQuerySchema,
  auditVerificationSchema,
  auditVerifyQuerySchema,
} from './audit.ts';
import { operation } from './operation.ts';
import { pageSchema } from './page.ts';
import { requestLogEntrySchema, requestLogQuerySchema } from './request-log.ts';
import {
  listSessionsQuerySchema,
  sessionDetailSchema,
  sessionSchema,
  timelineEntrySchema,
  timelineQuerySchema,
} from './sessions.ts';
import { usageQuerySchema, usageReportSchema } from './usage.ts';

const session = z.object({ sessionId: idSchema('session') });

/** What was: sessions, requests, acts, use. */
export const historyOperations = {
  listSessions: operation({
    method: 'get',
    path: '/v1/sessions',
    summary: 'List sessions, newest first, of deleted rooms too',
    tag: 'History',
    query: listSessionsQuerySchema,
    status: 200,
    response: pageSchema(sessionSchema),
    errors: [],
  }),
  getSession: operation({
    method: 'get',
    path: '/v1/sessions/{sessionId}',
    summary: 'Read a session and who was in it',
    tag: 'History',
    params: session,
    status: 200,
    response: sessionDetailSchema,
    errors: ['not-found'],
  }),
  getSessionTimeline: operation({
    method: 'get',
    path: '/v1/sessions/{sessionId}/timeline',
    summary: 'What happened in a session, oldest first',
    tag: 'History',
    params: session,
    query: timelineQuerySchema,
    status: 200,
    response: pageSchema(timelineEntrySchema),
    errors: ['not-found'],
  }),
  listAuditLog: operation({
    method: 'get',
    path: '/v1/audit-log',
    summary: 'Who changed what, newest first',
    tag: 'History',
    query: auditQuerySchema,
    status: 200,
    response: pageSchema(auditEntrySchema),
    errors: [],
  }),
  verifyAuditLog: operation({
    method: 'get',
    path: '/v1/audit-log/verify',
    summary: 'Check that no entry was changed or taken out',
    tag: 'History',
    query: auditVerifyQuerySchema,
    status: 200,
    response: auditVerificationSchema,
    errors: [],
  }),
  getUsage: operation({
    method: 'get',
    path: '/v1/usage',
    summary: 'Participant-minutes by day, room or externalId; as CSV with Accept: text/csv',
    tag: 'History',
    query: usageQuerySchema,
    csv: true,
    status: 200,
    response: usageReportSchema,
    errors: [],
  }),
  listRequestLog: operation({
    method: 'get',
    path: '/v1/request-log',
    summary: 'Requests of this tenant, newest first',
    tag: 'History',
    query: requestLogQuerySchema,
    status: 200,
    response: pageSchema(requestLogEntrySchema),
    errors: [],
  }),
} as const;
