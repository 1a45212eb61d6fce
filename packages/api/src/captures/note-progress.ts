import { CloudMeetError } from '@cloudmeet/contracts';
import type { CaptureProgress, CaptureProgressReply, RestTarget } from '@cloudmeet/contracts';
import type { CaptureChanges, CaptureRecord, Repositories } from '@cloudmeet/database';
import type { CaptureSignal } from './capture-signal.ts';
import { isOver, isWanted } from './capture-state.ts';
import { captureFolder } from './job-request.ts';
import { turnCapture } from './turn-capture.ts';

type Progress<Kind extends CaptureProgress['event']['e']> = Extract<CaptureProgress['event'], { e: Kind }>;

/** The targets with what the recorder says of them; `since` is when a status began. */
function targetsAfter(
  targets: readonly RestTarget[],
  { targets: told }: Progress<'targets'>,
  now: Date,
): RestTarget[] {
  return targets.map((target) => {
    const news = told.find(({ id }) => id === target.id);
    if (!news) return target;
    const since = news.status === target.status ? target.since : now.toISOString();
    return { ...target, status: news.status, detail: news.detail, since };
  });
}

async function noteTargets(
  repos: Repositories,
  capture: CaptureRecord,
  event: Progress<'targets'>,
  now: Date,
): Promise<void> {
  const targets = targetsAfter(capture.targets, event, now);
  const shown = (some: readonly RestTarget[]) => some.map(({ id, status }) => ({ id, status }));
  const change = { targets: shown(targets) };
  const isNews = JSON.stringify(change) !== JSON.stringify({ targets: shown(capture.targets) });
  // Of what waits to be told about targets only the newest is of use.
  const untold = capture.untold.filter((one) => !('targets' in one));
  await repos.captures.save(capture.id, {
    targets,
    ...(isNews ? { untold: [...untold, change] } : {}),
  });
}

/** Objects of other captures are never joined into this one. @throws CloudMeetError `invalid-request` */
function requireOwn({ key, initKey }: Progress<'segment'>, folder: string): void {
  if (key.startsWith(folder) && initKey.startsWith(folder)) return;
  throw new CloudMeetError('invalid-request', { detail: 'The segment lies outside of its capture.' });
}

async function noteSegment(
  repos: Repositories,
  capture: CaptureRecord,
  { part, event, now }: { part: number; event: Progress<'segment'>; now: Date },
): Promise<CaptureRecord> {
  const { e: _e, initKey, ...segment } = event;
  const isKnown = capture.kind === 'recording' && part <= capture.part;
  if (!isKnown || !(await repos.captureSegments.add(capture.id, { ...segment, part, init: initKey })))
    return capture;
  return (await turnCapture(repos, capture, { e: 'segment', part }, { now })).capture;
}

function signalOf(part: number, event: Progress<'started' | 'ended' | 'failed'>): CaptureSignal {
  switch (event.e) {
    case 'started':
      return { e: 'started', part, at: event.at };
    case 'ended':
      return { e: 'ended', part, reason: event.reason, lastNumber: event.lastNumber };
    case 'failed':
      return { e: 'failed', part, failure: { code: event.code, detail: event.detail } };
  }
}

/** A later part of a stream plays somewhere else: the room has to hear of that too. */
function hlsOf(capture: CaptureRecord, event: CaptureProgress['event']): CaptureChanges {
  if (event.e !== 'started' || event.hlsUrl === undefined || event.hlsUrl === capture.hlsUrl) return {};
  const { hlsUrl } = event;
  const isLive = capture.status === 'live';
  return { hlsUrl, ...(isLive ? { untold: [...capture.untold, { status: 'started', hlsUrl }] } : {}) };
}

/** Takes what a recorder says of a part, and answers whether it is to go on with it. */
export async function noteProgress(
  repos: Repositories,
  { tenantId, captureId, part, event }: CaptureProgress,
  now: Date,
): Promise<CaptureProgressReply> {
  if (event.e === 'segment') requireOwn(event, captureFolder(tenantId, captureId));
  const capture = await repos.captures.lock(captureId);
  if (!capture || isOver(capture)) return { wanted: false };
  if (event.e === 'segment') {
    const after = await noteSegment(repos, capture, { part, event, now });
    return { wanted: isWanted(after, part) };
  }
  if (event.e === 'targets' || event.e === 'viewers') {
    const wanted = isWanted(capture, part);
    if (!wanted) return { wanted };
    if (event.e === 'targets') await noteTargets(repos, capture, event, now);
    else await repos.captures.save(capture.id, { viewers: event.viewers });
    return { wanted };
  }
  const more = hlsOf(capture, event);
  const turned = await turnCapture(repos, capture, signalOf(part, event), { now, more: () => more });
  return { wanted: isWanted(turned.capture, part) };
}
