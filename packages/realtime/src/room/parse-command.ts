import { CloudMeetError, commandSpecs, invalid, isCommandName } from '@cloudmeet/contracts';
import type { Command, CommandName } from '@cloudmeet/contracts';

/** Arguments parsed by the schema of their own command: the pairing that `Command` states. */
function commandOf<Name extends CommandName>(name: Name, args: unknown): Command | CloudMeetError {
  const parsed = commandSpecs[name].args.safeParse(args);
  if (!parsed.success) return invalid(parsed.error, 'message-invalid', '/args');
  return { name, args: parsed.data } as Command;
}

/** Parses a command by its own schema. @returns it, or `command-unknown` or `message-invalid` */
export function parseCommand(name: string, args: unknown): Command | CloudMeetError {
  return isCommandName(name) ? commandOf(name, args) : new CloudMeetError('command-unknown');
}
