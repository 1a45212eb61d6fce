import type { Browser, Page } from '@playwright/test';
import type { Room } from '../../packages/room-engine/src/index.ts';

declare global {
  var engine: typeof import('../../packages/room-engine/src/index.ts');
  var room: Room;
  /** Resolves with ms from the click to the first decoded frame of somebody else. */
  var joinedAfterMs: Promise<number>;
  var MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack }) => { readable: ReadableStream };
}

export interface RoomAddress {
  /** Any address of the room page's origin: the server lets no other one in. */
  pageUrl: string;
  socketUrl: string;
  roomId: string;
}

/** An empty page of that origin with the engine and one button. */
export async function openPage(browser: Browser, pageUrl: string, script: string): Promise<Page> {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(pageUrl);
  await page.addScriptTag({ content: script });
  await page.setContent('<button>Join</button>');
  return page;
}

/** Somebody who is in the room already, with camera and microphone on. */
export async function beThere(page: Page, { socketUrl, roomId }: RoomAddress, token: string): Promise<void> {
  await page.evaluate(
    async ([url, id, credential]) => {
      globalThis.room = engine.createRoom({ socketUrl: url, roomId: id });
      await room.actions.setVideo(true);
      await room.actions.setAudio(true);
      await room.actions.connect(credential);
      await room.actions.join({ audio: true, video: true });
    },
    [socketUrl, roomId, token] as const,
  );
}

/** Camera and microphone are on, as after a prejoin screen; the click connects, joins and waits for a picture. */
export async function armRoom(page: Page, { socketUrl, roomId }: RoomAddress, token: string): Promise<void> {
  await page.evaluate(
    async ([url, id, credential]) => {
      globalThis.room = engine.createRoom({ socketUrl: url, roomId: id });
      await room.actions.setVideo(true);
      await room.actions.setAudio(true);
      globalThis.joinedAfterMs = new Promise((resolve, reject) => {
        document.querySelector('button')?.addEventListener('click', () => {
          const clickedMs = performance.now();
          room.tracks.on(({ participantId, kind, track }) => {
            if (participantId === 'local' || kind !== 'video' || !track) return;
            const frames = new MediaStreamTrackProcessor({ track }).readable.getReader();
            void frames.read().then(() => resolve(performance.now() - clickedMs));
          });
          room.actions.connect(credential).catch(reject);
          room.actions.join({ audio: true, video: true }).catch(reject);
        });
      });
    },
    [socketUrl, roomId, token] as const,
  );
}

/** The same without a room: two connections in one page, cameras on, the click connects them. */
export async function armPair(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const open = () =>
      navigator.mediaDevices.getUserMedia({
        audio: true,
        video: { width: 1280, height: 720, frameRate: 30 },
      });
    const streams = [await open(), await open()];
    globalThis.joinedAfterMs = new Promise((resolve, reject) => {
      document.querySelector('button')?.addEventListener('click', () => {
        const clickedMs = performance.now();
        const connect = async (): Promise<void> => {
          const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
          near.onicecandidate = ({ candidate }) => void (candidate && far.addIceCandidate(candidate));
          far.onicecandidate = ({ candidate }) => void (candidate && near.addIceCandidate(candidate));
          far.ontrack = ({ track }) => {
            if (track.kind !== 'video') return;
            const frames = new MediaStreamTrackProcessor({ track }).readable.getReader();
            void frames.read().then(() => resolve(performance.now() - clickedMs));
          };
          for (const [index, peer] of [near, far].entries())
            for (const track of streams[index]?.getTracks() ?? []) peer.addTrack(track);
          await near.setLocalDescription();
          await far.setRemoteDescription(near.localDescription ?? { type: 'offer' });
          await far.setLocalDescription();
          await near.setRemoteDescription(far.localDescription ?? { type: 'answer' });
        };
        connect().catch(reject);
      });
    });
  });
}

/** Clicks like a person and waits for the picture. In ms. */
export async function clickToFrame(page: Page): Promise<number> {
  const button = page.getByRole('button', { name: 'Join' });
  await button.click();
  return page.evaluate(() => joinedAfterMs);
}
