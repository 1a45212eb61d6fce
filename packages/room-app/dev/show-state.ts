import '@cloudmeet/ui/styles.css';
import '../src/shell/page.css';
import { languageSchema, themeSchema } from '@cloudmeet/contracts';
import { localTracks, mixTracks, selectOthers } from '@cloudmeet/room-engine';
import { createRoomPage } from '../src/page/create-room-page.ts';
import { reactionShown } from '../src/page/moments-slice.ts';
import { noticed } from '../src/page/notice-slice.ts';
import { drawPage } from '../src/shell/draw-page.tsx';
import { createFakeRoom } from '../tests/fake-room/fake-room.ts';
import type { FakeRoom } from '../tests/fake-room/fake-room.ts';
import { startedAt } from '../tests/fake-room/people.ts';
import { paintedMix } from './painted-mix.ts';
import { paintedPerson, paintedScreen } from './painted-person.ts';
import { meetingOf, states } from './states.ts';

/**
 * Shows one state of the room without a server: `?state=chat&people=5&theme=light&accent=%23a23ca4&lang=el&embedded`.
 */
const query = new URLSearchParams(location.search);
const name = query.get('state') ?? 'room';
const chosen = states[name];
if (!chosen) throw new TypeError(`There is no state ${name}; there are ${Object.keys(states).join(', ')}.`);

const { room: state, view, levelDbov } = chosen();
const people = Number(query.get('people') ?? 0);
const room = createFakeRoom(people > 0 ? { ...state, ...pick(meetingOf(people)) } : state);
const sinceMs = Date.now() - (24 * 60 + 18) * 1000;
room.change({ local: { ...room.store.getState().local, clockOffsetMs: Date.parse(startedAt) - sinceMs } });
paint(room);

const page = createRoomPage({
  config: {
    apiUrl: 'http://127.0.0.1',
    socketUrl: 'ws://127.0.0.1',
    roomId: room.store.getState().room.roomId ?? '',
    allowedOrigins: [],
    tenantName: 'Northwind Studio',
    theme: themeSchema.parse({
      colorScheme: query.get('theme') ?? undefined,
      accent: query.get('accent') ?? undefined,
    }),
  },
  room,
  embedded: query.has('embedded'),
  ...(view ? { view } : {}),
});
if (query.has('lang')) await page.text.setLanguage(languageSchema.parse(query.get('lang')));
if (query.has('notice')) {
  page.store.dispatch(
    noticed({
      tone: 'warning',
      text: 'Six people already share sound or video.',
      detail: 'You can watch, listen and write. Try again when somebody stops.',
    }),
  );
}
if (query.has('reactions')) {
  for (const [id, reaction] of (['👍', '🎉'] as const).entries())
    page.store.dispatch(reactionShown({ id: String(id), participantId: '', name: 'Mei Tanaka', reaction }));
}
drawPage(page, document);
if (levelDbov !== undefined)
  setInterval(() => room.setLevel(localTracks, levelDbov + Math.random() * 2), 100);

function pick({ room: roomState, peers }: ReturnType<typeof meetingOf>) {
  return { ...(roomState ? { room: roomState } : {}), ...(peers ? { peers } : {}) };
}

/** Gives everyone whose camera is on a picture. */
function paint(fake: FakeRoom): void {
  const now = fake.store.getState();
  if (now.media.video.status === 'on') fake.setTrack(localTracks, 'video', paintedPerson(5));
  if (now.mix.map) {
    fake.setTrack(mixTracks, 'video', paintedMix(now.mix.map));
    return;
  }
  selectOthers(now).forEach((one, index) => {
    if (one.video) fake.setTrack(one.id, 'video', paintedPerson(index));
    if (one.screen) fake.setTrack(one.id, 'screen', paintedScreen());
  });
}
