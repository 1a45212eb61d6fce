// Stands in for an edge: answers every offer, says that it is connected and what is sent, and wants the first layer.
import type { FromEdge, ToChild, ToEdge } from '../../../src/children/messages.ts';

const say = (message: FromEdge) => process.send?.(message);
const peers = new Map<number, number>();
let media = 0;

function tellLayers(): void {
  say({ t: 'layers.wanted', streams: [...new Set(peers.values())] });
}

process.on('message', (message: ToEdge | ToChild) => {
  if (message.t === 'offer') {
    const { peer, connection, layers } = message.peer;
    say({
      t: 'reply',
      peer,
      reply: { kind: 'answer', connection, sdp: `answered by ${String(process.pid)}` },
    });
    if (peers.has(peer)) return;
    peers.set(peer, layers[0]?.stream ?? 0);
    say({ t: 'connected', peer, connected: true });
    for (const track of Object.values(message.tracks))
      say({ t: 'uplink.codec', peer, track, codec: track.includes('audio') ? 'opus' : 'H264' });
    tellLayers();
  }
  if (message.t === 'close' && peers.delete(message.peer)) tellLayers();
});
setInterval(() => {
  media += 1;
  process.send?.({ t: 'beat', media, busy: peers.size > 0, cpuSeconds: 0.01, rssBytes: 1000 });
}, 50);
process.once('disconnect', () => process.exit());
process.send?.({ t: 'ready', port: 40_000 + (process.pid % 20_000) });
