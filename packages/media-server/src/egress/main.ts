import { createSocket } from 'node:dgram';
import { setPriority } from 'node:os';
import { endWithSupervisor } from '../children/end-with-supervisor.ts';
import type { FromChild, FromEgress, ToChild, ToEgress } from '../children/messages.ts';
import { eachPacket } from '../rtp/packet-bundle.ts';
import { machineClock } from '../video/clock.ts';
import { egressOptionsSchema } from './egress-options.ts';
import { EgressProcess } from './egress-process.ts';

/**
 * The process for outputs: forked by the supervisor with its options as one JSON argument, it takes orders over its IPC
 * channel and media as RTP at a UDP port of its own, as an edge does; viewers of live streams come by HTTP. It ends when
 * the supervisor does, and after `drain` when its last output has ended; outputs are ended properly in both cases.
 */
const beatMs = 200;
/** Live streams are cut by time as well as by what arrives. */
const refreshMs = 50;
const secondMs = 1000;
const socketBufferBytes = 4 * 1024 * 1024;
const host = '127.0.0.1';
/** Behind everything that people in the room hear and see now. */
const niceness = 8;
setPriority(niceness);

const socket = createSocket({ type: 'udp4', recvBufferSize: socketBufferBytes });
const tell = (message: FromChild | FromEgress) => {
  // A supervisor that has just ended does not hear it; its channel closes and this process ends, too.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};
const { hls, privateTargets } = egressOptionsSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const egress = await EgressProcess.start({ clock: machineClock, tell, hls, privateTargets });
let draining = false;
let beatCount = 0;
let ending: Promise<void> | null = null;

async function endAll(): Promise<void> {
  await egress.close();
  for (const timer of [refreshes, beats, seconds]) clearInterval(timer);
  socket.close();
  if (process.connected) process.disconnect();
}

const end = () => {
  ending ??= endAll();
};

const refreshes = setInterval(() => egress.refresh(), refreshMs);
const beats = setInterval(() => {
  beatCount += 1;
  const { user, system } = process.cpuUsage();
  const rssBytes = process.memoryUsage.rss();
  const busy = egress.outputs > 0;
  // A room may be silent or have no mix just now: that is not this process's fault, so its own pace counts.
  tell({ t: 'beat', media: beatCount, busy, cpuSeconds: (user + system) / 1e6, rssBytes });
  if (draining && !busy) end();
}, beatMs);
const seconds = setInterval(() => tell({ t: 'metrics', values: egress.figures }), secondMs);

process.on('message', (message: ToEgress | ToChild) => {
  if (message.t === 'drain') draining = true;
  else if (message.t !== 'ports') egress.handle(message);
});
endWithSupervisor(end);
socket.on('message', (datagram) => eachPacket(datagram, (packet) => egress.receive(packet)));
socket.bind(0, host, () => {
  const { hlsPort } = egress;
  tell({ t: 'ready', port: socket.address().port, ...(hlsPort === undefined ? {} : { hlsPort }) });
});
