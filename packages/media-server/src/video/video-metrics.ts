import type { Load } from './load-meter.ts';
import type { VideoProcess } from './video-process.ts';

/** What the video process tells about itself each second; names ending in `_total` only grow. */
export function videoMetrics(video: VideoProcess, load: Load): Record<string, number> {
  const { counters } = video;
  return {
    video_rooms: video.rooms,
    video_rooms_watched: video.watchedRooms,
    video_sources: video.sources,
    video_busy_ratio: load.busy,
    video_occupied_ratio: load.occupied,
    video_shedding_level: video.sheddingLevel,
    video_pictures_drawn_total: counters.ticksDrawn,
    video_pictures_missed_total: counters.ticksMissed,
    video_tiles_painted_total: counters.tilesPainted,
    video_frames_decoded_total: counters.framesDecoded,
    video_decode_errors_total: counters.decodeErrors,
    video_uplink_losses_total: counters.losses,
    video_stray_datagrams_total: counters.strayDatagrams,
    video_frames_encoded_total: counters.framesEncoded,
    video_keyframes_encoded_total: counters.keyframesEncoded,
    video_datagrams_sent_total: counters.datagramsSent,
    video_bytes_sent_total: counters.bytesSent,
  };
}
