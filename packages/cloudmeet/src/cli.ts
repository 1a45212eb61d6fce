import { EmbeddedPostgresError } from '@cloudmeet/database';
import { ConfigError } from '@cloudmeet/service-kit';
import { runMedia } from './media/run-media.ts';
import { runRecorder } from './recorder/run-recorder.ts';
import { listen } from './listen/listen.ts';
import { start } from './start/start.ts';
import { StartupError } from './start/startup-error.ts';

const usage = `Usage: cloudmeet <command>

  start   Run the API, rooms, room page and sandbox with an embedded database
  media   Run a media node of its own, which mixes rooms for an API elsewhere
  recorder
          Run a recorder of its own beside the media node of this machine
  listen [--forward-to URL]
          Print webhooks as they happen, and send them on to a server of yours
  help    Show this

Settings come from the environment: CLOUDMEET_PORT (base port, default 4400),
CLOUDMEET_DATA_DIR (default .cloudmeet), DATABASE_URL, LOG_LEVEL; for media and
recorder CLOUDMEET_API_URL and CLOUDMEET_SECRET. See docs/operations.md.
`;

/** Runs one command of the command line and sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const [command = 'help', ...rest] = args;
  if (rest.length === 0 && command === 'start') {
    await start().catch(report);
  } else if (rest.length === 0 && command === 'media') {
    await runMedia().catch(report);
  } else if (rest.length === 0 && command === 'recorder') {
    await runRecorder().catch(report);
  } else if (command === 'listen') {
    await listen(rest).catch(report);
  } else if (rest.length === 0 && ['help', '--help', '-h'].includes(command)) {
    process.stdout.write(usage);
  } else {
    process.stderr.write(`There is no command ${args.join(' ')}.\n\n${usage}`);
    process.exitCode = 2;
  }
}

/** These say in words what is in the way; anything else is a bug of ours and shows where it happened. */
function isExplained(thrown: unknown): thrown is Error {
  return [StartupError, ConfigError, EmbeddedPostgresError].some((kind) => thrown instanceof kind);
}

function report(thrown: unknown): void {
  const words = isExplained(thrown)
    ? thrown.message
    : thrown instanceof Error
      ? (thrown.stack ?? thrown.message)
      : String(thrown);
  process.stderr.write(`\nCloudMeet could not start.\n${words}\n`);
  process.exitCode = 1;
  // A signal handler or the channel to our parent would keep the process.
  process.exit();
}
