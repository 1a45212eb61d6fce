import { AV_LOG_QUIET } from 'node-av/constants';
import { Log } from 'node-av/lib';

// What FFmpeg prints about the broken input of one person is no news: failures come back as results of its calls.
Log.setLevel(AV_LOG_QUIET);
