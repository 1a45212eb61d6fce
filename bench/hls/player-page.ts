import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const hlsJs = fileURLToPath(import.meta.resolve('hls.js/dist/hls.min.js'));

/**
 * A player that reads the barcode of each picture that it shows: `seen` has pairs of when it was shown (milliseconds since
 * 1970) and what was read. The barcode is that of the media server's tests: 12 blocks in the middle of the picture.
 */
const page = `<!doctype html><meta charset="utf-8"><title>HLS</title>
<video id="v" muted autoplay playsinline width="640" height="360"></video>
<script src="/hls.min.js"></script>
<script>
const query = new URLSearchParams(location.search);
globalThis.seen = []; globalThis.errors = []; globalThis.stalls = 0;
const video = document.getElementById('v');
const canvas = new OffscreenCanvas(640, 360);
const context = canvas.getContext('2d', { willReadFrequently: true });
const width = Math.floor(640 * 0.6 / 12), left = Math.floor((640 - 12 * width) / 2);
function read() {
  context.drawImage(video, 0, 0, 640, 360);
  const row = context.getImageData(0, 180, 640, 1).data;
  let value = 0;
  for (let bit = 0; bit < 12; bit += 1) value = value * 2 + (row[4 * (left + bit * width + (width >> 1)) + 1] > 125 ? 1 : 0);
  return value;
}
function onFrame() {
  seen.push([performance.timeOrigin + performance.now(), read()]);
  video.requestVideoFrameCallback(onFrame);
}
video.requestVideoFrameCallback(onFrame);
video.addEventListener('waiting', () => { stalls += 1; });
// As the viewer of the room page: whoever fell behind catches up.
const hls = new Hls({ lowLatencyMode: query.get('low') === 'yes', maxLiveSyncPlaybackRate: 1.25 });
hls.on(Hls.Events.ERROR, (_, data) => errors.push(data.details + (data.fatal ? ' fatal' : '')));
hls.on(Hls.Events.MANIFEST_PARSED, () => video.play());
hls.loadSource(query.get('url'));
hls.attachMedia(video);
</script>`;

/** Serves the player and hls.js, on another origin than the streams. */
export async function startPlayerPage() {
  const script = await readFile(hlsJs);
  const server = createServer((request, response) => {
    const isScript = request.url === '/hls.min.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlFor: (stream: string, low: boolean) =>
      `http://127.0.0.1:${port}/?low=${low ? 'yes' : 'no'}&url=${encodeURIComponent(stream)}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
