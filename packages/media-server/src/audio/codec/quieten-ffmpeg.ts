import { AV_LOG_FATAL } from 'node-av/constants';
import { Log } from 'node-av/lib';

let quiet = false;

/** Keeps FFmpeg from writing about every broken packet that somebody sends; what counts is counted here. */
export function quietenFfmpeg(): void {
  if (quiet) return;
  quiet = true;
  Log.setLevel(AV_LOG_FATAL);
}
