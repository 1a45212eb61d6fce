/**
 * The audio process, forked by the supervisor: sound of all rooms of this node. Messages by IPC, media by UDP on
 * 127.0.0.1 (see ../children/messages.ts).
 */
import { startBeats } from '../children/beats.ts';
import { endWithSupervisor } from '../children/end-with-supervisor.ts';
import { memoryFigures } from '../children/memory-figures.ts';
import type { FromAudio, FromChild, ToAudio, ToChild } from '../children/messages.ts';
import { goFirst } from '../children/priority.ts';
import { eachPacket } from '../rtp/packet-bundle.ts';
import { AudioProcess } from './audio-process.ts';
import { openMediaPort } from '../port/media-port.ts';

goFirst('audio');
const say = (message: FromAudio | FromChild) => {
  // A message that does not arrive finds no supervisor any more: `disconnect` follows and ends this process.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};
const port = await openMediaPort((datagram, arrivedMs) =>
  // Packets are kept until they are decoded; the memory of the port is used again.
  eachPacket(Buffer.from(datagram), (packet) => audio.onDatagram(packet, arrivedMs)),
);
const audio = new AudioProcess({ say, port });

const stopBeats = startBeats({
  tell: say,
  state: () => audio.beat(),
  metrics: () => ({ ...audio.metrics(), ...memoryFigures('audio') }),
});

function end(): void {
  stopBeats();
  audio.close();
  port.close();
  if (process.connected) process.disconnect();
}

const isMessage = (value: unknown): value is ToAudio | ToChild =>
  typeof value === 'object' && value !== null && 't' in value && typeof value.t === 'string';

process.on('message', (message) => {
  if (!isMessage(message) || message.t === 'ports' || message.t === 'drain') return;
  audio.onMessage(message);
});
endWithSupervisor(end);
say({ t: 'ready', port: port.port });
