// a chunk of its own: what only a mixed room needs
import '@cloudmeet/ui/later-english';

export { MixedNotices } from './mixed-notices.tsx';
export { MixedStage } from './mixed-stage.tsx';
