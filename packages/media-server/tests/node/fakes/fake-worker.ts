// Stands in for the audio or video process: says that it works, remembers what it was told, and tells it when asked.
import type { ToAudio, ToChild, ToVideo } from '../../../src/children/messages.ts';

let media = 0;
let rooms = 0;
const told: unknown[] = [];

process.on('message', (message: ToAudio | ToVideo | ToChild | { t: 'recall' }) => {
  if (message.t === 'recall') return void process.send?.({ t: 'recalled', told });
  told.push(message);
  if (message.t === 'room.open') rooms += 1;
  if (message.t === 'room.close') rooms -= 1;
});
setInterval(() => {
  media += 1;
  process.send?.({ t: 'beat', media, busy: rooms > 0, cpuSeconds: 0.01, rssBytes: 1000 });
}, 50);
process.once('disconnect', () => process.exit());
process.send?.({ t: 'ready', port: 40_000 + (process.pid % 20_000) });
