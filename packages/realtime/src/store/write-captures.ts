import type { RestTarget } from '@cloudmeet/contracts';
import type { Repositories } from '@cloudmeet/database';
import type { StreamTargetBox } from '@cloudmeet/service-kit';
import type { RoomCommit } from '../room/room-store.ts';

/** Seals where streams are sent. */
export type TargetSealer = Pick<StreamTargetBox, 'seal'>;
type Begun = RoomCommit['captures'][number];

function shown({ targets, at }: Begun): RestTarget[] {
  return targets.map(({ id, host }) => ({ id, host, status: 'waiting', detail: null, since: at }));
}

async function begin(
  repos: Repositories,
  { lease, sessionId }: RoomCommit,
  begun: Begun,
  box: TargetSealer,
): Promise<void> {
  const { id, kind, audioOnly, audioCodec, hls, startedBy, targets, at } = begun;
  const secrets = targets.map((target) => ({ id: target.id, url: target.url }));
  await repos.captures.create({
    ...{ id, kind, audioOnly, audioCodec, hls, startedBy, sessionId, roomId: lease.roomId },
    createdAt: new Date(at),
    targets: shown(begun),
    targetsSealed: secrets.length > 0 ? box.seal(secrets) : null,
  });
}

/** Recordings and streams of a commit: those that begin are jobs from now on, and so are those that stop. */
export async function writeCaptures(
  repos: Repositories,
  commit: RoomCommit,
  box: TargetSealer,
): Promise<void> {
  for (const begun of commit.captures) await begin(repos, commit, begun, box);
  for (const { captureId, reason, at } of commit.stops)
    await repos.captures.stop(captureId, reason, new Date(at));
  if (commit.ends) await repos.captures.stopAll(commit.sessionId, 'session-ended', new Date(commit.ends.at));
}
