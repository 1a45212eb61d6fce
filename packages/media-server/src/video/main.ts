import { createSocket } from 'node:dgram';
import type { FromChild, FromVideo, ToChild, ToVideo } from '../children/messages.ts';
import { machineClock } from './clock.ts';
import { createLoadMeter } from './load-meter.ts';
import { videoMetrics } from './video-metrics.ts';
import { VideoProcess } from './video-process.ts';

/**
 * The video process: forked by the supervisor, it takes orders over its IPC channel and media as RTP at a UDP port of
 * its own. It ends when the supervisor does, and after `drain` when its last room has closed.
 */
const beatMs = 200;
const secondMs = 1000;
const socketBufferBytes = 4 * 1024 * 1024;
const host = '127.0.0.1';

const socket = createSocket({
  type: 'udp4',
  recvBufferSize: socketBufferBytes,
  sendBufferSize: socketBufferBytes,
  // Everybody is on this machine: no look-up for each datagram.
  lookup: (_name, _options, found) => found(null, host, 4),
});
const tell = (message: FromChild | FromVideo) => process.send?.(message);
const video = new VideoProcess({
  clock: machineClock,
  send: (packet, port) => socket.send(packet, port, host),
  tell,
});
let draining = false;

const end = () => {
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
  video.sample(load);
  tell({ t: 'metrics', values: videoMetrics(video, load) });
}, secondMs);

process.on('message', (message: ToVideo | ToChild) => {
  if (message.t === 'drain') draining = true;
  else if (message.t !== 'ports') video.handle(message);
  if (draining && video.rooms === 0) end();
});
process.on('disconnect', end);
socket.on('message', (datagram) => video.receive(datagram));
socket.bind(0, host, () => tell({ t: 'ready', port: socket.address().port }));
