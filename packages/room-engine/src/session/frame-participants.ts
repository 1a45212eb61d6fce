import type { FrameParticipant, FrameParticipants } from '@cloudmeet/contracts';

/** `{local, [id]}` as the SDK shows people. */
export function frameParticipantsOf(people: readonly FrameParticipant[]): FrameParticipants {
  const byId = Object.fromEntries(people.filter(({ local }) => !local).map((one) => [one.id, one]));
  const me = people.find(({ local }) => local);
  return me ? { ...byId, local: me } : byId;
}
