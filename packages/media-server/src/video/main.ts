import { createLogger, readConfig, settings } from '@cloudmeet/service-kit';
import { z } from 'zod';
import { startBeats } from '../children/beats.ts';
import { endWithSupervisor } from '../children/end-with-supervisor.ts';
import { memoryFigures } from '../children/memory-figures.ts';
import type { FromChild, FromVideo, ToChild, ToVideo } from '../children/messages.ts';
import { goFirst } from '../children/priority.ts';
import { machineClock } from './clock.ts';
import { createLoadMeter } from './load-meter.ts';
import { videoMetrics } from './video-metrics.ts';
import { openMediaPort } from '../port/media-port.ts';
import { eachPacket } from '../rtp/packet-bundle.ts';
import { VideoProcess } from './video-process.ts';

/**
 * The video process: forked by the supervisor, it takes orders over its IPC channel and media as RTP at a UDP port of
 * its own. It ends when the supervisor does, and after `drain` when its last room has closed.
 */
const secondMs = 1000;

goFirst('video');

/** Packets are kept until their frame is decoded, so what came is copied once. */
const port = await openMediaPort((datagram, arrivedMs) => {
  const unixMs = performance.timeOrigin + arrivedMs;
  eachPacket(Buffer.from(datagram), (packet) => video.receive(packet, unixMs));
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
  port,
  tell,
});
let draining = false;
let ended = false;

const end = () => {
  if (ended) return;
  ended = true;
  stopBeats();
  video.close();
  port.close();
  if (process.connected) process.disconnect();
};

const readLoad = createLoadMeter(video.counters);
const stopBeats = startBeats({
  tell,
  state: () => {
    const { framesEncoded, datagramsSent } = video.counters;
    return { media: framesEncoded + datagramsSent, busy: video.watchedRooms > 0 };
  },
  metricsMs: secondMs,
  metrics: () => {
    const load = readLoad();
    if (failures > 1) logger.warn({ failures }, 'More pictures could not be made.');
    failures = 0;
    video.sample(load);
    return { ...videoMetrics(video, load), ...memoryFigures('video') };
  },
});

process.on('message', (message: ToVideo | ToChild) => {
  if (message.t === 'drain') draining = true;
  else if (message.t !== 'ports') video.handle(message);
  if (draining && video.rooms === 0) end();
});
endWithSupervisor(end);
tell({ t: 'ready', port: port.port });
