import type { AuditEntry } from '../rest/audit.ts';
import type { Budget } from '../rest/budgets.ts';
import type { RequestLogEntry } from '../rest/request-log.ts';
import type { Session, TimelineEntry } from '../rest/sessions.ts';
import type { UsageReport, UsageRow } from '../rest/usage.ts';

const at = '2026-11-21T09:30:00.000Z';
const actor = { type: 'user', id: 'usr_K4mWq9ZxT2vBnL7pRsYd0HcG', label: 'anna@example.com' } as const;
const roomId = 'rm_7Hq2vMx9TtKe4LbN0cWdPzRs';
const hash = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const page = <Item>(item: Item) => ({ data: [item], nextCursor: null });

const session: Session = {
  ...{ id: 'ses_Q9wErT5yUiOpAs3DfGhJkLzX', roomId, roomName: 'Weekly check-in', externalId: null },
  ...{ topology: 'p2p', startedAt: at, endedAt: null, endReason: null, participantPeak: 2 },
};
const participantId = 'par_M2nBvCxZ8aSdFgH4jKlQwErT';
const timelineEntry: TimelineEntry = {
  ...{ seq: 3, at, type: 'participant.left', participantId, by: null, data: { reason: 'left' } },
};
const auditEntry: AuditEntry = {
  ...{ seq: 1, at, actor, action: 'createRoom', targetType: 'room', targetId: roomId, outcome: 'done' },
  ...{ requestId: 'req_nHPf2FHdBtDytHoiqzG3gGxB', detail: { body: { name: 'Weekly check-in' } } },
  ...{ previousHash: '0'.repeat(64), hash },
};
const request: RequestLogEntry = {
  ...{ requestId: 'req_nHPf2FHdBtDytHoiqzG3gGxB', at, actor, method: 'POST', path: '/v1/rooms' },
  ...{ operationId: 'createRoom', status: 201, code: null, durationMs: 4.2 },
};
const row: UsageRow = {
  ...{ key: '2026-11-21', name: null, sessions: 1, participants: 2 },
  participantMinutes: { total: 61.5, p2p: 60, mixed: 1.5, stream: 0 },
};
const report: UsageReport = {
  ...{ from: '2026-11-21', to: '2026-11-21', groupBy: 'day', rows: [row], truncated: false },
  ...{ recordingMinutes: 30, streamingMinutes: 12.5, storedBytes: 270_000_000 },
  total: { ...row, key: null },
};

const budget: Budget = {
  ...{ id: 'bgt_7Hq2vMx9TtKe4LbN0cWdPzRs', metric: 'participantMinutes', externalId: 'customer-4711' },
  ...{ limit: 10_000, thresholds: [50, 80, 100], month: '2026-11', used: 8120.5 },
  crossed: [
    { threshold: 50, used: 5003.25, at: '2026-11-13T14:02:11.000Z' },
    { threshold: 80, used: 8001, at },
  ],
  ...{ createdAt: '2026-10-01T08:00:00.000Z', updatedAt: '2026-10-01T08:00:00.000Z' },
};

/** Examples of what was, by operationId. */
export const historyExamples = {
  listSessions: { response: page(session) },
  getSession: {
    response: {
      ...session,
      participants: [
        {
          ...{ id: participantId, userId: 'user-17', name: 'Anna Papadaki', role: 'host' as const },
          ...{ joinedAt: at, leftAt: null, leaveReason: null },
        },
      ],
    },
  },
  getSessionTimeline: { response: page(timelineEntry) },
  listAuditLog: { response: page(auditEntry) },
  verifyAuditLog: {
    response: { valid: true, checked: 1, brokenSeq: null, nextAfterSeq: null, head: { seq: 1, hash } },
  },
  getUsage: { response: report },
  listBudgets: { response: page(budget) },
  createBudget: {
    body: { metric: 'participantMinutes' as const, limit: 10_000, externalId: 'customer-4711' },
    response: budget,
  },
  updateBudget: { body: { limit: 12_000 }, response: { ...budget, limit: 12_000 } },
  deleteBudget: {},
  listRequestLog: { response: page(request) },
};
