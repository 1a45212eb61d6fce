import { createSocket } from 'node:dgram';
import { setPriority } from 'node:os';
import { createLogger, readConfig, settings } from '@cloudmeet/service-kit';
import { z } from 'zod';
import { endWithSupervisor } from '../children/end-with-supervisor.ts';
import { memoryFigures } from '../children/memory-figures.ts';
import type { FromChild, FromVideo, ToChild, ToVideo } from '../children/messages.ts';
import { machineClock } from './clock.ts';
import { createLoadMeter } from './load-meter.ts';
import { videoMetrics } from './video-metrics.ts';
import { eachPacket } from '../rtp/packet-bundle.ts';
import { VideoProcess } from './video-process.ts';

/**
 * The video process: forked by the supervisor, it takes orders over its IPC channel and media as RTP at a UDP port of
 * its own. It ends when the supervisor does, and after `drain` when its last room has closed.
 */
const beatMs = 200;
const secondMs = 1000;
const socketBufferBytes = 4 * 1024 * 1024;
const host = '127.0.0.1';

/** Behind the audio process and the edges when the cores are short: late sound is worse than a late picture. */
const niceness = 5;
setPriority(niceness);

const socket = createSocket({
  type: 'udp4',
  recvBufferSize: socketBufferBytes,
  sendBufferSize: socketBufferBytes,
  // Everybody is on this machine: no look-up for each datagram.
  lookup: (_name, _options, found) => found(null, host, 4),
});
const tell = (message: FromChild | FromVideo) => {
  // A supervisor that has just ended does not hear it; its channel closes and this process ends, too.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};
const { LOG_LEVEL: level } = readConfig(z.object({ LOG_LEVEL: settings.LOG_LEVEL }));
const logger = createLogger({ service: 'video', level });
let failures = 0;
const video = new VideoProcess({
  clock: machineClock,
  onFailure: (error) => {
    failures += 1;
    // A failure that repeats with each picture is told once a second.
    if (failures === 1) logger.error({ err: error }, 'A picture could not be made.');
  },
  send: (datagram, port) => socket.send(datagram, port, host),
  tell,
});
let draining = false;
let ended = false;

const end = () => {
  if (ended) return;
  ended = true;
  clearInterval(beats);
  clearInterval(seconds);
  video.close();
  socket.close();
  if (process.connected) process.disconnect();
};

const beats = setInterval(() => {
  const { user, system } = process.cpuUsage();
  const { framesEncoded, datagramsSent } = video.counters;
  tell({
    t: 'beat',
    media: framesEncoded + datagramsSent,
    busy: video.watchedRooms > 0,
    cpuSeconds: (user + system) / 1e6,
    rssBytes: process.memoryUsage.rss(),
  });
}, beatMs);

const readLoad = createLoadMeter(video.counters);
const seconds = setInterval(() => {
  const load = readLoad();
  if (failures > 1) logger.warn({ failures }, 'More pictures could not be made.');
  failures = 0;
  video.sample(load);
  tell({ t: 'metrics', values: { ...videoMetrics(video, load), ...memoryFigures('video') } });
}, secondMs);

process.on('message', (message: ToVideo | ToChild) => {
  if (message.t === 'drain') draining = true;
  else if (message.t !== 'ports') video.handle(message);
  if (draining && video.rooms === 0) end();
});
endWithSupervisor(end);
socket.on('message', (datagram) => eachPacket(datagram, (packet) => video.receive(packet)));
socket.on('error', () => {
  video.counters.sendErrors += 1;
});
socket.bind(0, host, () => tell({ t: 'ready', port: socket.address().port }));
