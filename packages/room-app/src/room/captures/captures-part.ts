// a chunk of its own: what only a room needs that is recorded or streamed
import '@cloudmeet/ui/later-english';

export { CaptureMarks } from './capture-marks.tsx';
export { Captures } from './captures.tsx';
