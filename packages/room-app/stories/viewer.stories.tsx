import { initialStream } from '@cloudmeet/room-engine';
import { moment } from './story.tsx';

export default { title: 'Room/Viewer' };

const as = 'Vera Lang';

export const BeforeTheStream = moment({ at: 'before-stream', as });
export const Live = moment({ at: 'live', as });
export const LiveWithoutSound = moment({
  at: 'live',
  as,
  over: () => ({ stream: { ...initialStream, status: 'playing', silent: true } }),
});
export const Failed = moment({
  at: 'live',
  as,
  over: () => ({ stream: { ...initialStream, status: 'failed' } }),
});
export const AfterTheStream = moment({ at: 'streamed', as });
export const WithChat = moment({ at: 'live', as, view: { panel: 'chat' } });
