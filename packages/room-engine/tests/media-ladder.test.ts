import { afterEach, expect, test } from 'vitest';
import { mixTracks } from '../src/index.ts';
import { ModelBrowser } from './fakes/model-browser.ts';
import { ModelMixer } from './fakes/model-mixer.ts';
import type { ModelVisit } from './fakes/model-visit.ts';
import { closeVisitsAfterEach, haveAllPartsFetched, inside } from './fakes/visits.ts';

haveAllPartsFetched();
closeVisitsAfterEach();

let mixer: ModelMixer;
afterEach(() => mixer.close());

/** Somebody in a mesh, beside a guest whose browser does not answer. */
async function insideMesh(): Promise<ModelVisit> {
  const browser = new ModelBrowser();
  mixer = new ModelMixer(browser);
  const visit = await inside({ audio: true, video: true }, browser);
  browser.server.guest({ audio: true, video: true });
  await visit.pass(500);
  visit.heard();
  return visit;
}

const openPeers = (visit: ModelVisit): number => visit.browser.peers.filter(({ closed }) => !closed).length;
const hasMix = (visit: ModelVisit): boolean => visit.room.tracks.get(mixTracks, 'audio') !== undefined;

test('while a step is prepared both ways stand, and the room is told once that media flows', async () => {
  const visit = await insideMesh();
  visit.browser.network.flows = false;
  mixer.prepare('mixed');
  await visit.pass(2_000);
  expect(openPeers(visit)).toBe(2);
  expect(mixer.open).toBe(1);
  expect(mixer.ready).toEqual([]);
  visit.browser.network.flows = true;
  await visit.pass(3_000);
  expect(mixer.ready).toEqual([{ from: visit.me, topology: 'mixed' }]);
  expect(visit.heard()).not.toContain('topology-changed');
});

test('the step is told, the mesh fades a second later, and nobody has left, joined or stopped', async () => {
  const visit = await insideMesh();
  mixer.prepare('mixed');
  await visit.pass(2_000);
  mixer.change('p2p', 'mixed');
  await visit.pass(500);
  expect(openPeers(visit)).toBe(2);
  await visit.pass(1_000);
  expect(openPeers(visit)).toBe(1);
  expect(hasMix(visit)).toBe(true);
  expect(visit.told.find(({ name }) => name === 'topology-changed')?.payload).toEqual({
    from: 'p2p',
    to: 'mixed',
    reason: 'many-publishers',
  });
  const heard = visit.heard();
  for (const name of ['participant-left', 'participant-joined', 'left-meeting', 'track-stopped'])
    expect(heard).not.toContain(name);
});

test('a step that is given up leaves the mesh as it was and no connection to the mixer', async () => {
  const visit = await insideMesh();
  const [mesh] = visit.browser.peers;
  mixer.prepare('mixed');
  await visit.pass(1_000);
  visit.browser.server.append({ type: 'topology.kept', data: { reason: 'not-ready' } });
  await visit.pass(200);
  expect(hasMix(visit)).toBe(false);
  expect(visit.browser.peers.filter(({ closed }) => !closed)).toEqual([mesh]);
  mixer.prepare('mixed');
  await visit.pass(2_000);
  expect(mixer.ready).toHaveLength(2);
});

test('back down, the mesh stands beside the mix first, and the mix is dropped after the change', async () => {
  const visit = await insideMesh();
  mixer.prepare('mixed');
  await visit.pass(1_000);
  mixer.change('p2p', 'mixed');
  await visit.pass(2_000);
  expect(openPeers(visit)).toBe(1);
  mixer.prepare('p2p');
  await visit.pass(1_000);
  expect(openPeers(visit)).toBe(2);
  expect(hasMix(visit)).toBe(true);
  // The guest's browser never answers, so this page cannot say that media flows.
  expect(mixer.ready.map(({ topology }) => topology)).toEqual(['mixed']);
  mixer.change('mixed', 'p2p');
  await visit.pass(1_500);
  expect(hasMix(visit)).toBe(false);
  expect(openPeers(visit)).toBe(1);
});

test('whoever is cut off during a step comes back to both ways and finds the step made', async () => {
  const visit = await insideMesh();
  mixer.prepare('mixed');
  await visit.pass(1_000);
  visit.browser.server.cutAll();
  mixer.change('p2p', 'mixed');
  await visit.pass(4_000);
  expect(visit.state.connection.status).toBe('joined');
  expect(visit.state.room.topology).toBe('mixed');
  expect(hasMix(visit)).toBe(true);
  expect(openPeers(visit)).toBe(1);
});

test('a simulated outage hides the mix and sends nothing, and ends', async () => {
  const visit = await insideMesh();
  mixer.prepare('mixed');
  await visit.pass(1_000);
  mixer.change('p2p', 'mixed');
  await visit.pass(2_000);
  await visit.during(visit.room.actions.simulateScenario('offline', 5));
  expect(hasMix(visit)).toBe(false);
  const sent = () =>
    visit.browser.peers
      .at(-1)
      ?.getTransceivers()
      .map(({ sender }) => sender.track !== null);
  expect(sent()).toEqual([false, false, false, false]);
  await visit.pass(8_000);
  expect(hasMix(visit)).toBe(true);
  expect(sent()).toEqual([true, true, false, false]);
});

test('closing in the middle of a step leaves nothing behind', async () => {
  const visit = await insideMesh();
  mixer.prepare('mixed');
  await visit.pass(400);
  visit.room.close();
  mixer.close();
  await visit.pass(1_000);
  expect(visit.browser.held()).toBe(0);
});
