import { CloudMeetError, commandSpecs, isCommandName } from '@cloudmeet/contracts';
import type { ClientFrame, Command } from '@cloudmeet/contracts';
import { timestamp } from '../clock.ts';
import type { Member } from '../fanout/member.ts';
import type { Settled } from './decide-batch.ts';
import { decideCommand } from './decide/decide-command.ts';
import type { AddressedEphemeral, Outcome } from './decided.ts';
import { parseCommand } from './parse-command.ts';
import type { RoomParts } from './room-parts.ts';

type CommandFrame = Extract<ClientFrame, { t: 'cmd' }>;

/** Names that nobody defined are counted together: whoever invents names must not fill the metrics. */
function countedName(name: string): string {
  return isCommandName(name) ? name : 'unknown';
}

function passOn({ audience }: RoomParts, from: string, { to, ephemeral }: AddressedEphemeral): void {
  if (to === 'everyone') audience.passToAll({ ephemeral });
  else if (to === 'others') audience.passToAll({ ephemeral, except: from });
  else audience.passTo(to.participantId, ephemeral);
}

/** What is not logged is decided at once, on the room as it is durable. */
function runPassing(parts: RoomParts, participantId: string, command: Command): Outcome {
  const { writer, context, environment, audience, mixing } = parts;
  const at = timestamp(environment.clock);
  const decided = decideCommand(writer.view, participantId, command, { ...context, at });
  if (decided instanceof CloudMeetError) return decided;
  const refused = decided.toMixer && mixing.request(participantId, decided.toMixer);
  if (refused) return refused;
  if (decided.ready) mixing.markReady(participantId, decided.ready);
  for (const one of decided.ephemerals ?? []) passOn(parts, participantId, one);
  if (decided.deviceFailed) parts.records.deviceFailed(participantId, decided.deviceFailed);
  if (decided.quality !== undefined) audience.mark(participantId, { quality: decided.quality });
  return decided;
}

/**
 * The acknowledgement follows the entries that it acknowledges. It goes to the connection the sender has now. A room that
 * is given up says nothing: whether the command was written is not known, and its sender asks again elsewhere.
 */
function answer(parts: RoomParts, participantId: string, frame: CommandFrame, outcome: Settled): void {
  const { audience, environment } = parts;
  environment.observer.command(countedName(frame.name), outcome.done ? 'ok' : outcome.error.code);
  const member = audience.get(participantId);
  if (!member) return;
  if (!outcome.done && outcome.error.code === 'draining') return;
  if (!outcome.done) return member.link.send({ t: 'err', id: frame.id, error: outcome.error.toWire() });
  audience.flush(member);
  member.link.send({ t: 'ok', id: frame.id, seq: outcome.seq });
}

function answerPassing(parts: RoomParts, participantId: string, frame: CommandFrame, command: Command): void {
  const { memory, writer } = parts;
  const isRepeated = memory.find(participantId, frame.id) !== undefined;
  const outcome = isRepeated ? undefined : runPassing(parts, participantId, command);
  if (outcome instanceof CloudMeetError)
    return answer(parts, participantId, frame, { done: false, error: outcome });
  const { seq } = writer.view.state;
  memory.add(participantId, frame.id, seq);
  answer(parts, participantId, frame, { done: true, seq, entries: [], decided: outcome });
}

/** Runs one command of a member. Its answer is `ok` or `err` to this member alone. */
export function runCommand(parts: RoomParts, { participantId }: Member, frame: CommandFrame): void {
  const command = parseCommand(frame.name, frame.args);
  if (command instanceof CloudMeetError)
    return answer(parts, participantId, frame, { done: false, error: command });
  if (commandSpecs[command.name].kind === 'ephemeral')
    return answerPassing(parts, participantId, frame, command);
  parts.writer.submit({
    by: participantId,
    commandId: frame.id,
    decide: (view, context) => decideCommand(view, participantId, command, context),
    settle: (outcome) => answer(parts, participantId, frame, outcome),
  });
}
