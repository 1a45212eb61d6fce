// a chunk of its own: what only those need who watch the stream
import '@cloudmeet/ui/later-english';

export { ViewerStage } from './viewer-stage.tsx';
