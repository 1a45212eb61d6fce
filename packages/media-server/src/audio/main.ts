/**
 * The audio process, forked by the supervisor: sound of all rooms of this node. Messages by IPC, media by UDP on
 * 127.0.0.1 (see ../children/messages.ts).
 */
import { createSocket } from 'node:dgram';
import { setPriority } from 'node:os';
import { endWithSupervisor } from '../children/end-with-supervisor.ts';
import { memoryFigures } from '../children/memory-figures.ts';
import type { FromAudio, FromChild, ToAudio, ToChild } from '../children/messages.ts';
import { eachPacket } from '../rtp/packet-bundle.ts';
import { AudioProcess } from './audio-process.ts';

const host = '127.0.0.1';
const beatMs = 200;
const metricsMs = 2000;
const bufferBytes = 4 * 1024 * 1024;
/** Sound goes before pictures, where the system allows it. */
const priority = -10;

const say = (message: FromAudio | FromChild) => {
  // A message that does not arrive finds no supervisor any more: `disconnect` follows and ends this process.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};
const socket = createSocket({
  ...{ type: 'udp4', recvBufferSize: bufferBytes, sendBufferSize: bufferBytes },
  // Everybody is on this machine: no look-up for each datagram.
  lookup: (_name, _options, found) => found(null, host, 4),
});
const audio = new AudioProcess({
  say,
  sendTo: (datagram, port) => socket.send(datagram, port, host),
});

const beats = setInterval(() => {
  const { user, system } = process.cpuUsage();
  say({ t: 'beat', ...audio.beat(), cpuSeconds: (user + system) / 1e6, rssBytes: process.memoryUsage.rss() });
}, beatMs);
const metrics = setInterval(
  () => say({ t: 'metrics', values: { ...audio.metrics(), ...memoryFigures('audio') } }),
  metricsMs,
);

function end(): void {
  clearInterval(beats);
  clearInterval(metrics);
  audio.close();
  socket.close();
  if (process.connected) process.disconnect();
}

const isMessage = (value: unknown): value is ToAudio | ToChild =>
  typeof value === 'object' && value !== null && 't' in value && typeof value.t === 'string';

try {
  setPriority(priority);
} catch {
  // Only root may; without it the audio process competes like any other.
}
process.on('message', (message) => {
  if (!isMessage(message) || message.t === 'ports' || message.t === 'drain') return;
  audio.onMessage(message);
});
endWithSupervisor(end);
socket.on('message', (datagram) => eachPacket(datagram, (packet) => audio.onDatagram(packet)));
socket.bind(0, host, () => say({ t: 'ready', port: socket.address().port }));
