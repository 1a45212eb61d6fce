import { listenForParent } from '@cloudmeet/frame-channel';

/** How the page decides whom it talks to: `exact` is the product, `sloppy` the mistake that the tests must notice. */
interface PageSettings {
  allowedOrigins: string[];
  comparison: 'exact' | 'sloppy';
}

declare global {
  interface Window {
    /** Tokens that reached this page. */
    tokens: string[];
  }
}

const settings = JSON.parse(document.getElementById('settings')?.textContent ?? '{}') as PageSettings;

/** A list that compares as beginners do: by the end of the host. */
function sloppy(origins: string[]): string[] {
  const hosts = origins.map((origin) => new URL(origin).hostname);
  const includes = (origin: string) => hosts.some((host) => origin.replace(/:\d+$/, '').endsWith(host));
  return Object.assign([...origins], { includes });
}

window.tokens = [];
const { allowedOrigins, comparison } = settings;
for (;;) {
  const channel = await listenForParent({
    allowedOrigins: comparison === 'exact' ? allowedOrigins : sloppy(allowedOrigins),
  });
  const emit = (participants: object[], meetingState: string) =>
    channel.emit('snapshot', {
      meetingState,
      participants,
      counts: { present: participants.length, waiting: 0 },
      localAudio: false,
      localVideo: false,
    });
  channel.handle('join', (params) => {
    window.tokens.push(String(Reflect.get(Object(params), 'token')));
    emit([{ id: 'par_1', local: true, userName: 'Ada' }], 'joined-meeting');
    channel.emit('joined-meeting', {});
  });
  channel.handle('leave', () => {
    emit([], 'left-meeting');
    channel.emit('left-meeting', { reason: 'left' });
  });
  channel.handle('raiseHand', () => undefined);
  channel.handle('diagnose', () => ({ ok: true, checks: [] }));
  await channel.closed;
}
