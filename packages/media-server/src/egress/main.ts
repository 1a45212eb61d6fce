import { setPriority } from 'node:os';
import { beatMs, idleBeatMs, startBeats, untilBeatMs } from '../children/beats.ts';
import { endWithSupervisor } from '../children/end-with-supervisor.ts';
import type { FromChild, FromEgress, ToChild, ToEgress } from '../children/messages.ts';
import { openMediaPort } from '../port/media-port.ts';
import { eachPacket } from '../rtp/packet-bundle.ts';
import { machineClock } from '../video/clock.ts';
import { egressOptionsSchema } from './egress-options.ts';
import { EgressProcess } from './egress-process.ts';

/**
 * The process for outputs: forked by the supervisor with its options as one JSON argument, it takes orders over its IPC
 * channel and media as RTP at a UDP port of its own, as an edge does; viewers of live streams come by HTTP. It ends when
 * the supervisor does, and after `drain` when its last output has ended; outputs are ended properly in both cases.
 */
/** Live streams are cut by time as well as by what arrives. */
const liveTurnMs = 50;
/** Of the kernel's memory, what one output brings at most between two turns for files, twice as much as it is long. */
const waitingBytesMax = 400_000;
/** Behind everything that people in the room hear and see now. */
const niceness = 8;
setPriority(niceness);

const tell = (message: FromChild | FromEgress) => {
  // A supervisor that has just ended does not hear it; its channel closes and this process ends, too.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};
const { hls, privateTargets } = egressOptionsSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const egress = await EgressProcess.start({ clock: machineClock, tell, hls, privateTargets });
// Sound that is copied stays until its segment is written, and the memory of the port is used again.
const port = await openMediaPort((datagram) =>
  eachPacket(Buffer.from(datagram), (packet) => egress.receive(packet)),
);
let draining = false;
let beats = 0;
let turns: NodeJS.Timeout | undefined;
let ending: Promise<void> | null = null;

async function endAll(): Promise<void> {
  port.takeWaiting();
  await egress.close();
  stopBeats();
  clearTimeout(turns);
  port.close();
  if (process.connected) process.disconnect();
}

const end = () => {
  ending ??= endAll();
};

/** Files can wait: what comes for them stays with the kernel until the next turn, as far as it has room. */
function turn(): void {
  const { outputs, hasLive } = egress;
  const canWait = !hasLive && outputs * waitingBytesMax <= port.receiveBytesMax;
  if (canWait) port.hold();
  else port.release();
  port.takeWaiting();
  egress.refresh();
  clearTimeout(turns);
  turns = setTimeout(turn, hasLive ? liveTurnMs : untilBeatMs(Date.now(), outputs > 0 ? beatMs : idleBeatMs));
}

const stopBeats = startBeats({
  tell,
  state: () => {
    beats += 1;
    const busy = egress.outputs > 0;
    if (draining && !busy) end();
    // A room may be silent or have no mix just now: that is not this process's fault, so its own pace counts.
    return { media: beats, busy };
  },
  metrics: () => egress.figures,
});

process.on('message', (message: ToEgress | ToChild) => {
  if (message.t === 'drain') draining = true;
  else if (message.t !== 'ports') {
    // What has come belongs to what was open until now.
    port.takeWaiting();
    egress.handle(message);
    turn();
  }
});
endWithSupervisor(end);
turn();
const { hlsPort } = egress;
tell({ t: 'ready', port: port.port, ...(hlsPort === undefined ? {} : { hlsPort }) });
