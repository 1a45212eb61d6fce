import { setPriority } from 'node:os';
import { endWithSupervisor } from '../../children/end-with-supervisor.ts';
import { assertTarget } from './assert-target.ts';
import { privateTargetsArgument } from './rtmp-child.ts';
import { openRtmp, type RtmpConnection } from './rtmp-connection.ts';
import type { FromRtmp, RtmpSample, ToRtmp } from './rtmp-messages.ts';

/**
 * The process of one RTMP target: its address comes over the IPC channel, and goes nowhere else but to the server. It
 * sends what it is given and ends with the connection; whoever started it decides whether there is another try.
 */
const niceness = 9;
setPriority(niceness);

/** A call into a network that does not move is on another thread, for which an ordinary exit would wait. */
const endNow = () => void process.kill(process.pid, 'SIGKILL');
const tell = (message: FromRtmp, then: () => void = () => undefined) => {
  // Whoever started it and is gone just now hears nothing; the channel closes and this process ends, too.
  if (process.connected) process.send?.(message, undefined, undefined, then);
};

let connection: RtmpConnection | null = null;
let work: Promise<void> = Promise.resolve();
let written = 0;
let failed = false;

async function write(samples: readonly RtmpSample[]): Promise<void> {
  for (const sample of samples) await connection?.write(sample);
  written += samples.length;
  tell({ t: 'written', samples: written });
}

async function handle(message: ToRtmp): Promise<void> {
  if (failed) return;
  if (message.t === 'media') return write(message.samples);
  if (message.t === 'begin') {
    await assertTarget(message.url, { allowPrivate: process.argv[2] === privateTargetsArgument });
    connection = await openRtmp(message);
    return tell({ t: 'live' });
  }
  await connection?.close();
  process.disconnect();
}

process.on('message', (message: ToRtmp) => {
  work = work
    .then(() => handle(message))
    .catch((error: unknown) => {
      failed = true;
      const reason = error instanceof Error ? error.message : 'Sending failed.';
      tell({ t: 'failed', reason }, () => process.disconnect());
    });
});
endWithSupervisor(endNow);
