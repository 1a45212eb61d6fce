import type { Browser, Page } from '@playwright/test';
import type { Negotiate } from '@cloudmeet/testing/media';
import { clockScript } from '../glass-to-glass/clock-camera.ts';
import { provideReadClock } from '../glass-to-glass/watch-clocks.ts';
import { soundMs, soundsHz, type Person } from './people.ts';
import { cameraScript, clockCode, clockPlace } from './person-camera.ts';
import type { CameraPlan, CameraSize } from './person-camera.ts';
import type { Path } from './routes.ts';

declare global {
  // Put there by the page.
  var negotiate: (sdp: string, tracks: Record<string, string>) => Promise<string>;
  var peer: RTCPeerConnection;
  /** Offers and takes the answer. */
  var agree: () => Promise<void>;
  /** Resolves when it is connected: how long that took from its first offer, in ms. */
  var connected: Promise<number>;
  var voice: { tone: OscillatorNode; loudness: GainNode };
}

export interface BrowserPerson extends Person {
  path: Path;
  iceServers: RTCIceServer[];
  camera: CameraSize;
  isLively: boolean;
}

const loud = 0.2;

/** Makes camera, microphone and connection of somebody in the page; resolves when it is connected. */
async function connect(person: BrowserPerson & Pick<CameraPlan, 'code' | 'clock'>): Promise<void> {
  const { toneHz, path, iceServers } = person;
  const camera = paintCamera({ ...person, size: person.camera });
  const audio = new AudioContext();
  const out = audio.createMediaStreamDestination();
  const loudness = new GainNode(audio, { gain: 0 });
  const tone = new OscillatorNode(audio, { frequency: toneHz });
  tone.connect(loudness).connect(out);
  tone.start();
  globalThis.voice = { tone, loudness };
  const iceTransportPolicy = path === 'relay' ? 'relay' : 'all';
  const peer = new RTCPeerConnection({ iceServers, iceTransportPolicy });
  globalThis.peer = peer;
  const [microphone] = out.stream.getAudioTracks();
  if (!microphone) throw new Error('This browser has no such tracks.');
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
  const offeredMs = performance.now();
  globalThis.connected = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`Not connected after 30 s: ${peer.connectionState}`)), 30_000);
    peer.addEventListener('connectionstatechange', () => {
      if (peer.connectionState === 'connected') resolve(Math.round(performance.now() - offeredMs));
    });
  });
  globalThis.agree = async () => {
    await peer.setLocalDescription();
    const tracks = Object.fromEntries(lines.map(([kind, line]) => [line.mid ?? '', kind]));
    const sdp = await negotiate(peer.localDescription?.sdp ?? '', tracks);
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

export function connectedAfterMs(page: Page): Promise<number> {
  return page.evaluate(() => connected);
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

/** Lets somebody sing their tone, or be silent. */
export function sing(page: Page, aloud: boolean): Promise<void> {
  return page.evaluate((gain) => void (voice.loudness.gain.value = gain), aloud ? loud : 0);
}

/** Lets somebody say these sounds, one after the other, and then be silent; resolves when all is said. */
export function say(page: Page, sounds: readonly number[]): Promise<void> {
  const frequencies = sounds.map((sound) => soundsHz[sound] ?? 0);
  return page.evaluate(
    async ([said, ms, gain]) => {
      const { tone, loudness } = voice;
      const own = tone.frequency.value;
      const startS = tone.context.currentTime + 0.1;
      loudness.gain.setValueAtTime(gain, startS);
      said.forEach((frequency, at) => tone.frequency.setValueAtTime(frequency, startS + (at * ms) / 1000));
      const endS = startS + (said.length * ms) / 1000;
      loudness.gain.setValueAtTime(0, endS);
      tone.frequency.setValueAtTime(own, endS);
      await new Promise((done) => setTimeout(done, said.length * ms + 300));
    },
    [frequencies, soundMs, loud] as const,
  );
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
  await page.addScriptTag({ content: cameraScript });
  await page.evaluate(connect, { ...person, code: clockCode, clock: clockPlace });
  return page;
}
