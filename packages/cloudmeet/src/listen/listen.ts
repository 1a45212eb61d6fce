import { CloudMeetError } from '@cloudmeet/server-sdk';
import { closeOnSignals, Lifecycle } from '@cloudmeet/service-kit';
import { StartupError } from '../start/startup-error.ts';
import { readListenOptions } from './listen-options.ts';
import { receiveWebhooks } from './receive-webhooks.ts';
import type { Heard } from './receive-webhooks.ts';

/** When, what, its number in the room, and what it was answered with where it was sent on. */
export function lineOf({ event, forwarded }: Heard): string {
  const number = event.seq === undefined ? '' : ` #${String(event.seq)}`;
  const answer = forwarded === undefined ? '' : ` -> ${forwarded === 0 ? 'no answer' : String(forwarded)}`;
  return `${event.timestamp}  ${event.type}${number}${answer}\n  ${JSON.stringify(event.data)}\n`;
}

/** The API said no: its words are for whoever called us. */
function explain(error: unknown): unknown {
  if (!(error instanceof CloudMeetError)) return error;
  const more = error.code === 'unprocessable' ? ' Set CLOUDMEET_WEBHOOK_ALLOW_PRIVATE=true there.' : '';
  return new StartupError(`${error.message} ${error.fix}${more}`, { cause: error });
}

/**
 * Prints webhooks as they come, and sends them on, until Ctrl-C.
 * @throws StartupError or ConfigError that say what is in the way
 */
export async function listen(args: readonly string[]): Promise<void> {
  const lifecycle = new Lifecycle();
  closeOnSignals(lifecycle, {
    onFailure: (error) => process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
  });
  const options = await readListenOptions(args);
  const listener = await receiveWebhooks(options, (heard) => process.stdout.write(lineOf(heard))).catch(
    (error: unknown) => {
      throw explain(error);
    },
  );
  lifecycle.add('the listener', listener);
  const onward = options.forwardTo === undefined ? '' : ` and sending them on to ${options.forwardTo}`;
  process.stdout.write(`Listening for webhooks of ${options.apiUrl}${onward}. Ctrl-C stops it.\n`);
}
