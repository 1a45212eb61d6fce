import { CloudMeetError, commandSpecs } from '@cloudmeet/contracts';
import type { Command, CommandArgs, CommandName } from '@cloudmeet/contracts';
import type { DecisionContext, Outcome } from '../decided.ts';
import { isLive } from '../room-view.ts';
import type { RoomView } from '../room-view.ts';
import { captureCommands } from './capture.ts';
import { chatCommands } from './chat.ts';
import { refusal, standingOf } from './deed.ts';
import type { CommandHandlers, Deed } from './deed.ts';
import { handCommands } from './hand.ts';
import { lobbyCommands } from './lobby.ts';
import { mediaCommands } from './media.ts';
import { passingCommands } from './passing.ts';
import { peopleCommands } from './people.ts';
import { roomCommands } from './room.ts';

const handlers: CommandHandlers<CommandName> = {
  ...mediaCommands,
  ...chatCommands,
  ...handCommands,
  ...peopleCommands,
  ...lobbyCommands,
  ...roomCommands,
  ...captureCommands,
  ...passingCommands,
};

/** Pairs a handler with the arguments of its own command; the pairing is what `Command` promises. */
function handle<Name extends CommandName>(name: Name, deed: Deed, args: CommandArgs<Name>): Outcome {
  return handlers[name](deed, args);
}

/**
 * Decides one command of a participant: permitted by the one table, then by what is so in the room. Pure.
 * @returns what changes, or `not-joined`, `not-permitted`, or the reason of the command itself
 */
export function decideCommand(
  room: RoomView,
  participantId: string,
  command: Command,
  context: DecisionContext,
): Outcome {
  const self = room.state.participants[participantId];
  if (!self || !isLive(room.state)) return new CloudMeetError('not-joined');
  const deed: Deed = { room, self, standing: standingOf(room, self), context };
  // `media.publish` is decided for each kind apart, by its own handler.
  const refused =
    command.name === 'media.publish'
      ? undefined
      : refusal(commandSpecs[command.name].permission, deed.standing);
  return refused ?? handle(command.name, deed, command.args);
}
