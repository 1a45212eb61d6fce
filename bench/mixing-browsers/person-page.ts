import type { Browser, Page } from '@playwright/test';
import type { LayoutMap } from '@cloudmeet/contracts';
import type { Negotiate } from '@cloudmeet/testing/media';
import { clockCode, clockScript } from '../glass-to-glass/clock-camera.ts';
import type { ClockCode } from '../glass-to-glass/clock-camera.ts';
import { provideReadClock } from '../glass-to-glass/watch-clocks.ts';

declare global {
  // Put there by the page.
  var negotiate: (sdp: string, tracks: Record<string, string>) => Promise<string>;
  var peer: RTCPeerConnection;
  /** Offers and takes the answer. */
  var agree: () => Promise<void>;
}

/** How media gets to the node: by UDP, by ICE-TCP alone, or by a TURN relay alone. */
export type Path = 'udp' | 'tcp' | 'relay';

export interface BrowserPerson {
  name: string;
  colour: string;
  toneHz: number;
  path: Path;
  iceServers: RTCIceServer[];
}

/** Makes camera, microphone and connection of somebody in the page; resolves when it is connected. */
async function connect(person: BrowserPerson & { code: ClockCode }): Promise<void> {
  const { colour, toneHz, code, path, iceServers } = person;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 640, height: 360 });
  const context = canvas.getContext('2d');
  setInterval(() => {
    if (!context) return;
    context.fillStyle = colour;
    context.fillRect(0, 0, 640, 360);
    paintClock(context, { x: 0, y: 120, width: 640, height: 120 }, code);
  }, 40);
  const audio = new AudioContext();
  const out = audio.createMediaStreamDestination();
  const loudness = new GainNode(audio, { gain: 0.2 });
  const tone = new OscillatorNode(audio, { frequency: toneHz });
  tone.connect(loudness).connect(out);
  tone.start();
  const peer = new RTCPeerConnection({
    iceServers,
    iceTransportPolicy: path === 'relay' ? 'relay' : 'all',
  });
  globalThis.peer = peer;
  const [microphone] = out.stream.getAudioTracks();
  const [camera] = canvas.captureStream(24).getVideoTracks();
  if (!microphone || !camera) throw new Error('This browser has no such tracks.');
  const lines = [
    ['audio', peer.addTransceiver(microphone, { direction: 'sendrecv' })],
    ['video', peer.addTransceiver(camera, { direction: 'sendrecv' })],
    ['screen', peer.addTransceiver('video', { direction: 'sendonly' })],
    ['screen-audio', peer.addTransceiver('audio', { direction: 'sendonly' })],
  ] as const;
  const video = document.createElement('video');
  Object.assign(video, { muted: true, width: 1280, height: 720 });
  document.body.style.margin = '0';
  document.body.append(video);
  video.srcObject = new MediaStream([lines[0][1].receiver.track, lines[1][1].receiver.track]);
  globalThis.agree = async () => {
    await peer.setLocalDescription();
    const tracks = Object.fromEntries(lines.map(([kind, line]) => [line.mid ?? '', kind]));
    const answer = await negotiate(peer.localDescription?.sdp ?? '', tracks);
    const sdp = path === 'tcp' ? answer.replaceAll(/a=candidate:\S+ 1 udp .*\r\n/gi, '') : answer;
    await peer.setRemoteDescription({ type: 'answer', sdp });
  };
  await agree();
  await video.play();
}

/** Begins ICE anew on the same connection (RFC 8445 section 2.4), and waits until it has found a path again. */
export function restartIce(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const fragment = () => /a=ice-ufrag:(\S+)/.exec(peer.localDescription?.sdp ?? '')?.[1];
    const before = fragment();
    peer.restartIce();
    await agree();
    if (fragment() === before) throw new Error('ICE was not begun anew.');
    while (peer.connectionState !== 'connected') await new Promise((next) => setTimeout(next, 50));
  });
}

/** What the browser says of the path it uses: protocol and kind of its own candidate. */
export function pathOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const entries = new Map<string, Record<string, unknown>>();
    (await peer.getStats()).forEach((entry: Record<string, unknown>) => entries.set(String(entry.id), entry));
    const transport = [...entries.values()].find(({ type }) => type === 'transport');
    const pair = entries.get(String(transport?.selectedCandidatePairId));
    const local = entries.get(String(pair?.localCandidateId));
    return `${String(local?.protocol)} ${String(local?.candidateType)}`;
  });
}

/** A browser page that is in the meeting, over a connection like any client's. */
export async function openPerson(browser: Browser, person: BrowserPerson, give: Negotiate): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  await page.exposeFunction('negotiate', (sdp: string, tracks: Parameters<Negotiate>[0]['tracks']) =>
    give({ sdp, tracks }),
  );
  await page.goto('about:blank');
  await page.evaluate(provideReadClock, clockCode);
  await page.addScriptTag({ content: clockScript });
  await page.evaluate(connect, { ...person, code: clockCode });
  return page;
}

export interface SeenTile {
  /** Of the part of the tile below its clock. */
  colour: [red: number, green: number, blue: number];
  /** How old the clock is that it shows, in ms; null where it cannot be read. */
  ageMs: number | null;
}

/** What a page sees in a tile of the picture. */
export function seeTile(page: Page, tile: LayoutMap['tiles'][number]): Promise<SeenTile> {
  return page.evaluate(
    async ([{ x, y, width, height }, wrapMs]) => {
      const video = document.querySelector('video');
      if (!video) throw new Error('The page has no picture.');
      await new Promise((shown) => video.requestVideoFrameCallback(shown));
      const nowMs = Date.now();
      const frame = new VideoFrame(video);
      const time = await readClock(frame, { x, y, width, height });
      const canvas = new OffscreenCanvas(1280, 720);
      const context = canvas.getContext('2d');
      context?.drawImage(frame, 0, 0, 1280, 720);
      frame.close();
      const [red = 0, green = 0, blue = 0] =
        context?.getImageData(x + width / 2, y + height * 0.85, 1, 1).data ?? [];
      return {
        colour: [red, green, blue],
        ageMs: time === undefined ? null : (nowMs - time + wrapMs) % wrapMs,
      };
    },
    [tile, 2 ** clockCode.timeBits] as const,
  );
}

/** How loud tones are in what a page hears, in dB of full scale: the median of two seconds. */
export function hearTones(page: Page, tonesHz: readonly number[]): Promise<number[]> {
  return page.evaluate(
    async (tones) => {
      const track = peer.getReceivers().find(({ track: one }) => one.kind === 'audio')?.track;
      if (!track) throw new Error('The page hears nothing.');
      const audio = new AudioContext();
      const analyser = new AnalyserNode(audio, {
        fftSize: 8192,
        smoothingTimeConstant: 0,
        minDecibels: -140,
      });
      audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      const bins = new Float32Array(analyser.frequencyBinCount);
      const heard = tones.map((): number[] => []);
      for (let look = 0; look < 25; look += 1) {
        await new Promise((next) => setTimeout(next, 100));
        analyser.getFloatFrequencyData(bins);
        tones.forEach((tone, index) => {
          const bin = Math.round((tone * analyser.fftSize) / audio.sampleRate);
          heard[index]?.push(Math.max(...bins.slice(bin - 1, bin + 2)));
        });
      }
      await audio.close();
      return heard.map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? -Infinity);
    },
    [...tonesHz],
  );
}
