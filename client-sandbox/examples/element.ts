import '@cloudmeet/sdk';

const lesson = new URLSearchParams(location.search).get('lesson') ?? '';
const response = await fetch(`/api/lessons/${lesson}/people`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ name: 'Element', role: 'attendee' }),
});
const { joinUrl } = (await response.json()) as { joinUrl: string };

const room = document.createElement('cloudmeet-room');
room.setAttribute('url', joinUrl);
room.setAttribute('lang', 'el');
room.addEventListener('joined-meeting', () => console.info('joined'));
document.body.append(room);
