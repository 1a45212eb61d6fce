import type { Entry, TimelineEntry } from '@cloudmeet/contracts';
import { z } from 'zod';

const subjectSchema = z.object({
  participantId: z.string().optional(),
  participant: z.object({ id: z.string() }).optional(),
  waiting: z.object({ id: z.string() }).optional(),
  from: z.string().optional(),
});
const dataSchema = z.record(z.string(), z.json());

/** What people wrote to each other is theirs: the records say that somebody wrote, not what or to whom. */
function withoutWords({ type, data }: Entry): z.infer<typeof dataSchema> {
  if (type === 'chat.sent') return { messageId: data.messageId };
  return dataSchema.parse(JSON.parse(JSON.stringify(data)));
}

/** An entry of a room's log as the flight recorder shows it. */
export function timelineBody(entry: Entry): TimelineEntry {
  const subject = subjectSchema.catch({}).parse(entry.data);
  const { seq, at, type, by = null } = entry;
  const participantId =
    subject.participantId ??
    subject.participant?.id ??
    subject.waiting?.id ??
    (type === 'chat.sent' ? subject.from : undefined) ??
    null;
  return { seq, at, type, participantId, by, data: withoutWords(entry) };
}
