import { afterEach, expect, test } from 'vitest';
import type { MixerRequest } from '@cloudmeet/contracts';
import { mixTracks } from '../src/index.ts';
import { ModelBrowser } from './fakes/model-browser.ts';
import { ModelMixer } from './fakes/model-mixer.ts';
import type { ModelVisit } from './fakes/model-visit.ts';
import { closeVisitsAfterEach, haveAllPartsFetched, inside } from './fakes/visits.ts';

haveAllPartsFetched();
closeVisitsAfterEach();

let mixer: ModelMixer;
afterEach(() => mixer.close());

/** Somebody in a room that is mixed from its beginning. */
async function insideMixed(): Promise<ModelVisit> {
  const browser = new ModelBrowser();
  mixer = new ModelMixer(browser);
  mixer.begin();
  const visit = await inside({ audio: true, video: true }, browser);
  await visit.pass(1_000);
  return visit;
}

const offers = (): Extract<MixerRequest, { kind: 'offer' }>[] =>
  mixer.requests.flatMap(({ request }) => (request.kind === 'offer' ? [request] : []));
const kindsOf = (visit: ModelVisit): string[] =>
  visit.room.tracks
    .list()
    .filter(({ participantId }) => participantId === mixTracks)
    .map(({ kind }) => kind)
    .sort();

test('one connection with four lines carries everything, and mix and picture are there', async () => {
  const visit = await insideMixed();
  expect(offers().map(({ tracks }) => Object.values(tracks).sort())).toEqual([
    ['audio', 'screen', 'screen-audio', 'video'],
  ]);
  expect(kindsOf(visit)).toEqual(['audio', 'video']);
  expect(visit.state.mix.link).toBe('connected');
  await visit.during(visit.room.actions.setVideo(false));
  await visit.during(visit.room.actions.startScreenShare());
  await visit.pass(1_000);
  expect(offers()).toHaveLength(1);
});

test('a person in a mix is told as started while they share, and stopped when they stop', async () => {
  const visit = await insideMixed();
  visit.heard();
  const { id } = visit.browser.server.guest({ audio: true });
  await visit.pass(100);
  expect(visit.heard()).toContain('track-started');
  visit.browser.server.append({ type: 'media.changed', data: { participantId: id, audio: false } });
  await visit.pass(100);
  expect(visit.heard()).toContain('track-stopped');
});

test('a path that breaks gets an ICE restart on the same connection', async () => {
  const visit = await insideMixed();
  visit.browser.network.setUp(false);
  await visit.pass(3_000);
  visit.browser.network.setUp(true);
  await visit.pass(8_000);
  expect(visit.state.mix.link).toBe('connected');
  expect(new Set(offers().map(({ connection }) => connection)).size).toBe(1);
  expect(offers().length).toBeGreaterThan(1);
});

test('a connection that the mixer lost is made anew at once', async () => {
  const visit = await insideMixed();
  const [{ connection } = { connection: '' }] = offers();
  mixer.say(visit.me, { kind: 'lost', connection, reason: 'the process is gone' });
  await visit.pass(500);
  expect(offers().map((offer) => offer.connection === connection)).toEqual([true, false]);
  expect(visit.state.mix.link).toBe('connected');
});

test('an offer that is refused is told, and not made again before there is another mixer', async () => {
  const visit = await insideMixed();
  mixer.refuses = 'no line of sound';
  mixer.assign();
  await visit.pass(20_000);
  expect(offers()).toHaveLength(2);
  expect(visit.told.find(({ name }) => name === 'nonfatal-error')?.payload).toMatchObject({
    error: { code: 'media-rejected' },
  });
  mixer.refuses = undefined;
  mixer.assign();
  await visit.pass(1_000);
  expect(visit.state.mix.link).toBe('connected');
});

test('another mixer is connected before the old connection is dropped, and nothing is said to have broken', async () => {
  const visit = await insideMixed();
  visit.heard();
  mixer.deaf = true;
  mixer.assign();
  await visit.pass(1_000);
  expect(kindsOf(visit)).toEqual(['audio', 'video']);
  expect(mixer.open).toBe(1);
  mixer.deaf = false;
  mixer.assign();
  await visit.pass(1_000);
  expect(mixer.open).toBe(1);
  expect(visit.browser.network.open).toBe(2);
  expect(visit.heard()).not.toContain('network-connection');
});

test('a room without a mixer lets its connection go and waits', async () => {
  const visit = await insideMixed();
  mixer.assign(null);
  await visit.pass(1_000);
  expect(kindsOf(visit)).toEqual([]);
  mixer.assign();
  await visit.pass(1_000);
  expect(kindsOf(visit)).toEqual(['audio', 'video']);
});

test('an answer that was lost with the socket is asked for again by a new connection', async () => {
  const visit = await insideMixed();
  mixer.deaf = true;
  mixer.assign();
  await visit.pass(500);
  visit.browser.server.cutAll();
  mixer.deaf = false;
  await visit.pass(3_000);
  expect(visit.state.mix.link).toBe('connected');
});

test('a line is sent as the mixer says it is worth', async () => {
  const visit = await insideMixed();
  const uplink = {
    kind: 'uplink',
    paused: false,
    width: 320,
    height: 180,
    maxBitsPerSecond: 200_000,
  } as const;
  mixer.say(visit.me, { ...uplink, track: 'video' });
  await visit.pass(200);
  const senders =
    visit.browser.peers
      .at(-1)
      ?.getTransceivers()
      .map(({ sender }) => sender) ?? [];
  expect(senders[1]?.getParameters().encodings[0]).toMatchObject({
    active: true,
    maxBitrate: 200_000,
    scaleResolutionDownBy: 4,
  });
  mixer.say(visit.me, { ...uplink, track: 'video', paused: true });
  await visit.pass(200);
  expect(senders[1]?.getParameters().encodings[0]?.active).toBe(false);
});

test('the mixer hears how large the picture is shown, on each new connection too', async () => {
  const visit = await insideMixed();
  visit.room.setPictureSize({ width: 640, height: 360 });
  await visit.pass(100);
  mixer.assign();
  await visit.pass(1_000);
  const views = mixer.requests.flatMap(({ request }) => (request.kind === 'view' ? [request] : []));
  expect(views.map(({ width }) => width)).toEqual([640, 640]);
  expect(new Set(views.map(({ connection }) => connection)).size).toBe(2);
});

test('levels and who speaks are the mixer’s word, and a silent mixer means silence', async () => {
  const visit = await insideMixed();
  const { id } = visit.browser.server.guest({ audio: true });
  const say = (of: Record<string, number>, speaker: string | null) =>
    visit.browser.server.broadcast({ t: 'batch', entries: [], ephemeral: [{ e: 'levels', of, speaker }] });
  say({ [id]: -20 }, id);
  await visit.pass(300);
  expect(visit.state.speakers).toEqual({ active: id, speaking: [id] });
  expect(visit.room.levels.get(id)).toBe(-20);
  say({}, null);
  await visit.pass(3_000);
  expect(visit.state.speakers).toEqual({ active: id, speaking: [] });
});

test('an older map of the picture is dropped, and another mixer counts anew', async () => {
  const visit = await insideMixed();
  const show = async (number: number): Promise<number | undefined> => {
    const map = { number, tiles: [], unseen: number };
    visit.browser.server.broadcast({ t: 'batch', entries: [], ephemeral: [{ e: 'layout', map }] });
    await visit.pass(50);
    return visit.state.mix.map?.unseen;
  };
  expect(await show(5)).toBe(5);
  expect(await show(4)).toBe(5);
  mixer.assign();
  await visit.pass(50);
  expect(visit.state.mix.map?.unseen).toBe(5);
  expect(await show(1)).toBe(1);
});
