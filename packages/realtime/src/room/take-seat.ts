import { CloudMeetError, entryFor, seesLobby, stateFor } from '@cloudmeet/contracts';
import type { ClientFrame } from '@cloudmeet/contracts';
import { canReplay, resumeRefusal } from '../admission/decide-resume.ts';
import { iceServersFor } from '../admission/ice-servers.ts';
import { timestamp } from '../clock.ts';
import type { Sight } from '../fanout/batch-encoder.ts';
import type { Link } from '../fanout/link.ts';
import { Member } from '../fanout/member.ts';
import { sightOf } from './room-parts.ts';
import type { RoomParts } from './room-parts.ts';
import type { AtDoor } from './visitors.ts';

type Resume = Extract<ClientFrame, { t: 'resume' }>['resume'];

function seat(parts: RoomParts, link: Link, sight: Sight): void {
  const { audience, visitors, window, connected } = parts;
  const { participantId } = sight;
  connected.add(participantId);
  const member = new Member(participantId, link, window.lastSeq, seesLobby(sight, sight.policies));
  visitors.set(link, { stage: 'inside', member });
  audience.add(member);
  audience.mark(participantId, { connected: true });
  parts.mixing.consider();
}

/** Somebody came in: the room as it is now, and what they need to come back after a cut. */
export function welcome(parts: RoomParts, link: Link, { applicant, credential }: AtDoor): void {
  const { clock, ice, ladder, resumeGraceMs } = parts.environment;
  const { state, settings } = parts.writer.view;
  const sight = sightOf(parts.writer.view, applicant.participantId);
  if (!sight) return;
  link.send({
    t: 'welcome',
    participantId: applicant.participantId,
    resume: { credential, graceMs: resumeGraceMs },
    state: stateFor(sight, state),
    ...(applicant.grants === undefined ? {} : { grants: [...applicant.grants] }),
    iceServers: iceServersFor(applicant.participantId, clock.nowMs(), ice),
    limits: {
      publishersMax: ladder.publishersEver(parts.writer.view, timestamp(clock)),
      participantsMax: settings.maxParticipants,
    },
    serverTime: timestamp(clock),
  });
  seat(parts, link, sight);
}

/** The one whose connection it was before may still hang in the network: the newest connection wins. */
function releaseOldLink({ audience, visitors }: RoomParts, participantId: string): void {
  const old = audience.get(participantId);
  if (!old) return;
  audience.remove(old);
  visitors.delete(old.link);
  old.link.bye(new CloudMeetError('replaced'));
}

/** Somebody is back after a cut: what they missed, or everything when that is too much. */
export function takeSeatAgain(parts: RoomParts, link: Link, resume: Resume): CloudMeetError | undefined {
  const { writer, window, environment, absences } = parts;
  const { view } = writer;
  const refused = resumeRefusal(view, resume);
  const sight = sightOf(view, resume.participantId);
  if (refused || !sight) return refused ?? new CloudMeetError('resume-expired');
  releaseOldLink(parts, resume.participantId);
  absences.end(resume.participantId);
  const missed = canReplay(view, resume.participantId, resume.seq) ? window.after(resume.seq) : undefined;
  link.send({
    t: 'resumed',
    participantId: resume.participantId,
    entries: (missed ?? []).map(({ entry }) => entryFor(sight, entry, sight.policies)),
    iceServers: iceServersFor(resume.participantId, environment.clock.nowMs(), environment.ice),
    serverTime: timestamp(environment.clock),
  });
  if (!missed) link.send({ t: 'snapshot', state: stateFor(sight, view.state) });
  seat(parts, link, sight);
  return undefined;
}
