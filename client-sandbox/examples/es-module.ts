import { createFrame } from '@cloudmeet/sdk';

const lesson = new URLSearchParams(location.search).get('lesson') ?? '';

/** Asks our own server, which holds the API key. */
async function getJoinUrl(): Promise<string> {
  const response = await fetch(`/api/lessons/${lesson}/people`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'ES module', role: 'attendee' }),
  });
  const { joinUrl } = (await response.json()) as { joinUrl: string };
  return joinUrl;
}

const frame = createFrame(document.querySelector<HTMLElement>('#room') ?? document.body);
frame.on('participant-joined', ({ participant }) => {
  document.title = `${participant.userName} is here`;
});
await frame.join({ url: await getJoinUrl(), startVideoOff: true });
