import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Negotiate } from '@cloudmeet/testing/media';

/** The mixed picture over the whole page and its sound, as anybody in the meeting has them; it counts its pictures. */
const page = `<!doctype html><meta charset="utf-8"><title>Meeting</title>
<style>body{margin:0;background:#000}video{width:100vw;height:100vh}</style>
<video autoplay playsinline></video>
<script type="module">
const video = document.querySelector('video');
const peer = new RTCPeerConnection();
const lines = ['audio', 'video'].map((kind) => peer.addTransceiver(kind, { direction: 'sendrecv' }));
video.srcObject = new MediaStream(lines.map(({ receiver }) => receiver.track));
await peer.setLocalDescription();
while (peer.iceGatheringState !== 'complete') await new Promise((resolve) => setTimeout(resolve, 50));
const tracks = Object.fromEntries(lines.map(({ mid, receiver }) => [mid, receiver.track.kind]));
const body = JSON.stringify({ sdp: peer.localDescription.sdp, tracks });
const sdp = await (await fetch('/offer', { method: 'POST', body })).text();
await peer.setRemoteDescription({ type: 'answer', sdp });
let pictures = 0;
const count = () => { pictures += 1; video.requestVideoFrameCallback(count); };
video.requestVideoFrameCallback(count);
setInterval(() => void fetch('/pictures', { method: 'POST', body: String(pictures) }), 1000);
</script>`;

/** Serves the page of a meeting to one browser. */
export async function startMeetingPage(negotiate: Negotiate) {
  let pictures = 0;
  const server = createServer((request, response) => {
    const answer = async () => {
      if (request.method !== 'POST') return page;
      const said = await text(request);
      if (request.url === '/offer') return negotiate(JSON.parse(said) as Parameters<Negotiate>[0]);
      pictures = Number(said);
      return '';
    };
    response.setHeader('Content-Type', request.method === 'POST' ? 'text/plain' : 'text/html');
    answer().then(
      (body) => response.end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    /** Shown until a second ago. */
    pictures: () => pictures,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
