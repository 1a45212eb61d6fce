import { newId } from '@cloudmeet/contracts';
import { expect, test } from 'vitest';
import { personOf } from './control-client.ts';
import { fakeNode, offerOf, told } from './fake-node.ts';
import type { TestWriter } from './fake-node.ts';

/** Somebody who is connected over the first edge, and sends what a browser sends. */
function meeting() {
  const node = fakeNode({ edges: 1 });
  const writer = node.writer();
  const mixer = node.open(writer);
  const person = personOf();
  node.people(writer, mixer, [person]);
  node.request(writer, mixer, person.participantId, offerOf());
  const [edge] = node.of('edge');
  const peer = node.rooms.find(mixer.id)?.peerOf(person.participantId);
  if (!edge || !peer) throw new Error('Nobody is connected.');
  edge.say({ t: 'connected', peer: peer.number, connected: true });
  edge.say({ t: 'uplink.codec', peer: peer.number, track: 'audio', codec: 'opus' });
  edge.say({ t: 'uplink.codec', peer: peer.number, track: 'video', codec: 'H264' });
  const [audio] = node.of('audio');
  const [video] = node.of('video');
  return { ...node, node, writer, mixer, person, edge, peer, audio, video };
}

test('an offer goes to an edge with streams that nobody else has, and its answer to that person', () => {
  const { node, writer, mixer, person, edge, peer } = meeting();
  const other = personOf();
  node.people(writer, mixer, [person, other]);
  node.request(writer, mixer, other.participantId, offerOf());
  const offers = told(edge, 'offer').map((message) => ('peer' in message ? message.peer : undefined));
  expect(offers).toHaveLength(2);
  const streams = node.rooms
    .find(mixer.id)
    ?.peers.flatMap(({ described }) => [...Object.values(described.uplinks), described.own]);
  expect(new Set(streams).size).toBe(10);
  edge.say({ t: 'reply', peer: peer.number, reply: { kind: 'answer', connection: 'c1', sdp: 'x' } });
  expect(writer.heard.at(-1)).toMatchObject({ t: 'reply', participantId: person.participantId });
});

test('whoever is not in the room is not connected, and whoever leaves it is disconnected', () => {
  const { node, writer, mixer, person, edge, peer, audio } = meeting();
  const stranger = newId('participant');
  node.request(writer, mixer, stranger, offerOf());
  expect(writer.heard.at(-1)).toMatchObject({ participantId: stranger, reply: { kind: 'lost' } });
  node.people(writer, mixer, []);
  expect(told(edge, 'close')).toEqual([{ t: 'close', peer: peer.number }]);
  expect(told(audio, 'source.gone')).toHaveLength(1);
  expect(node.rooms.participants).toBe(0);
  expect(node.rooms.find(mixer.id)?.map.tiles).toEqual([]);
  node.people(writer, mixer, [person]);
  expect(told(audio, 'source')).toHaveLength(1);
});

test('a muted person is closed at the audio process, and a camera that is off is no source', () => {
  const { node, writer, mixer, person, audio, video } = meeting();
  expect(told(audio, 'source').at(-1)).toMatchObject({ open: true });
  expect(told(video, 'source')).toHaveLength(1);
  node.people(writer, mixer, [{ ...person, audio: false, video: false }]);
  expect(told(audio, 'source').at(-1)).toMatchObject({ open: false });
  expect(told(video, 'source.gone')).toHaveLength(1);
});

test('a tile has a picture when the video process says so', () => {
  const { writer, peer, video, mixer, node } = meeting();
  const tiles = () => node.rooms.find(mixer.id)?.map.tiles;
  expect(tiles()).toMatchObject([{ hasVideo: false }]);
  const live = { t: 'source.live', room: 1, uplink: peer.uplink('video'), width: 640, height: 360 } as const;
  video?.say({ ...live, live: true });
  expect(tiles()).toMatchObject([{ hasVideo: true }]);
  expect(writer.heard.at(-1)).toMatchObject({ t: 'layout', map: { tiles: [{ hasVideo: true }] } });
  video?.say({ ...live, live: false });
  expect(tiles()).toMatchObject([{ hasVideo: false }]);
});

test('an uplink is capped to its tile, and paused when it was unseen for a while', async () => {
  const node = fakeNode({ edges: 1 });
  const writer = node.writer();
  const mixer = node.open(writer);
  const people = Array.from({ length: 60 }, () => personOf());
  const last = people.at(-1) ?? personOf();
  node.people(writer, mixer, people);
  node.request(writer, mixer, last.participantId, offerOf());
  const [edge] = node.of('edge');
  const peer = node.rooms.find(mixer.id)?.peerOf(last.participantId)?.number ?? 0;
  edge?.say({ t: 'uplink.codec', peer, track: 'video', codec: 'H264' });
  expect(told(edge, 'uplink').at(-1)).toMatchObject({ paused: false, width: 160 });
  await node.pass(5000);
  expect(told(edge, 'uplink').at(-1)).toMatchObject({ paused: true });
  node.people(writer, mixer, [last]);
  expect(told(edge, 'uplink').at(-1)).toMatchObject({ paused: false, maxBitsPerSecond: 1_700_000 });
});

test('in the speaker layout the picture follows who speaks, and stays as it is in a silence', () => {
  const { node, writer, mixer, person, audio } = meeting();
  const other = personOf();
  const say = {
    t: 'room',
    mixerId: mixer.id,
    people: [person, other],
    layout: 'speaker',
    spotlight: null,
  } as const;
  node.say(writer, { ...say, people: [...say.people] });
  const stage = () => node.rooms.find(mixer.id)?.map.tiles[0]?.participantId;
  const room = node.rooms.find(mixer.id)?.number ?? 0;
  for (const one of [person, other]) {
    audio?.say({ t: 'levels', room, of: { [one.participantId]: -20 }, speaker: one.participantId });
    expect(stage()).toBe(one.participantId);
  }
  audio?.say({ t: 'levels', room, of: {}, speaker: null });
  expect(stage()).toBe(other.participantId);
  expect(writer.heard.at(-1)).toMatchObject({ t: 'levels', speaker: null });
});

test('a layer is made for the edges that want it, and keyframes are asked for where they are missing', () => {
  const { edge, video, peer, node, mixer } = meeting();
  const stream = node.rooms.find(mixer.id)?.layers[2]?.stream ?? 0;
  edge.say({ t: 'layers.wanted', streams: [stream] });
  expect(told(video, 'layer.edges').at(-1)).toMatchObject({ stream, ports: [node.children.edges[0]?.port] });
  edge.say({ t: 'layers.wanted', streams: [] });
  expect(told(video, 'layer.edges').at(-1)).toMatchObject({ stream, ports: [] });
  edge.say({ t: 'keyframe.wanted', stream });
  expect(told(video, 'keyframe')).toMatchObject([{ stream }]);
  video?.say({ t: 'keyframe.wanted', uplink: peer.uplink('video') });
  expect(told(edge, 'keyframe')).toEqual([{ t: 'keyframe', uplink: peer.uplink('video') }]);
});

test('a new process is told everything that the one before it knew', async () => {
  const { node, clock, audio, of } = meeting();
  const before = new Set(audio?.told.map(({ t }) => t));
  audio?.end('killed');
  await clock.advance(0);
  const again = of('audio')[1];
  again?.say({ t: 'ready', port: 7100 });
  expect(new Set(again?.told.map(({ t }) => t))).toEqual(before);
  expect(told(again, 'source')).toHaveLength(1);
  expect(told(node.of('edge')[0], 'ports').at(-1)).toMatchObject({ audio: 7100 });
});

const lostOnes = ({ heard }: TestWriter) =>
  heard.flatMap((one) => (one.t === 'reply' && one.reply.kind === 'lost' ? [one.participantId] : []));

test('an edge that is gone takes its people along, who are told when another has its place', async () => {
  const { writer, edge, person, node, clock, of } = meeting();
  edge.end('killed');
  await clock.advance(0);
  expect(lostOnes(writer)).toEqual([]);
  of('edge')[1]?.say({ t: 'ready', port: 7100 });
  expect(lostOnes(writer)).toEqual([person.participantId]);
  expect(node.rooms.participants).toBe(0);
  await clock.advance(1000);
  expect(lostOnes(writer)).toHaveLength(1);
});

test('where no other edge takes the place of one that is gone, its people are told in less than half a second', async () => {
  const { writer, edge, person, clock } = meeting();
  edge.end('killed');
  await clock.advance(450);
  expect(lostOnes(writer)).toEqual([person.participantId]);
});

test('after a lost edge was replaced its people are spread over all edges as before', async () => {
  const node = fakeNode({ edges: 2 });
  const writer = node.writer();
  const mixer = node.open(writer);
  const people = Array.from({ length: 10 }, () => personOf());
  node.people(writer, mixer, people);
  for (const one of people) node.request(writer, mixer, one.participantId, offerOf());
  node.of('edge')[0]?.end('killed');
  await node.clock.advance(0);
  node.of('edge')[2]?.say({ t: 'ready', port: 7100 });
  for (const id of lostOnes(writer)) node.request(writer, mixer, id, offerOf('c2'));
  const edges = node.rooms.find(mixer.id)?.peers.map(({ edge }) => edge) ?? [];
  expect(edges.toSorted()).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
});

test('a refused offer is not answered by asking for another one', () => {
  const { writer, edge, peer, node } = meeting();
  const reply = { kind: 'refused', connection: 'c1', reason: 'no common codec' } as const;
  edge.say({ t: 'reply', peer: peer.number, reply });
  edge.say({ t: 'gone', peer: peer.number, reason: 'refused' });
  const replies = writer.heard.flatMap((one) => (one.t === 'reply' ? [one.reply.kind] : []));
  expect(replies).toEqual(['refused']);
  expect(node.rooms.participants).toBe(0);
});

test('another writer takes a mix over, and the one before it has nothing to say any more', () => {
  const { node, writer, mixer, person } = meeting();
  const next = node.writer();
  node.open(next, mixer);
  expect(next.heard[0]).toEqual({ t: 'opened', mixerId: mixer.id, fresh: false });
  expect(next.heard[1]).toMatchObject({ t: 'layout' });
  node.people(writer, mixer, []);
  node.say(writer, { t: 'close', mixerId: mixer.id });
  expect(node.rooms.find(mixer.id)?.people).toEqual([person]);
});

test('a node takes no more mixes and people than it may, and none while it drains', () => {
  const node = fakeNode({ mixersMax: 1, participantsMax: 1 });
  const writer = node.writer();
  const mixer = node.open(writer);
  node.open(writer);
  expect(writer.heard.at(-1)).toMatchObject({ t: 'closed', reason: 'full' });
  const [anna, ben] = [personOf(), personOf()];
  node.people(writer, mixer, [anna, ben]);
  node.request(writer, mixer, anna.participantId, offerOf());
  node.request(writer, mixer, ben.participantId, offerOf());
  expect(writer.heard.at(-1)).toMatchObject({
    reply: { kind: 'lost', reason: expect.stringContaining('full') },
  });
  node.rooms.drain();
  expect(writer.heard.at(-1)).toEqual({ t: 'closed', mixerId: mixer.id, reason: 'draining' });
  node.open(writer);
  expect(writer.heard.at(-1)).toMatchObject({ t: 'closed', reason: 'draining' });
});

test('a mix that nobody writes or uses ends after a minute, others do not', async () => {
  const { node, writer, mixer } = meeting();
  const unused = node.open(writer);
  await node.pass(55_000);
  expect(node.rooms.count).toBe(2);
  await node.pass(10_000);
  expect(node.rooms.find(unused.id)).toBeUndefined();
  expect(node.rooms.find(mixer.id)).toBeDefined();
  node.rooms.leave(writer);
  await node.pass(65_000);
  expect(node.rooms.count).toBe(0);
});

test('what an edge says of people who are not its own is not heard', () => {
  const node = fakeNode({ edges: 2 });
  const writer = node.writer();
  const mixer = node.open(writer);
  const person = personOf();
  node.people(writer, mixer, [person]);
  node.request(writer, mixer, person.participantId, offerOf());
  const peer = node.rooms.find(mixer.id)?.peerOf(person.participantId);
  const [own, other] = peer?.edge === 0 ? node.of('edge') : node.of('edge').toReversed();
  other?.say({ t: 'connected', peer: peer?.number ?? 0, connected: true });
  expect(peer?.isConnected).toBe(false);
  own?.say({ t: 'connected', peer: peer?.number ?? 0, connected: true });
  expect(peer?.isConnected).toBe(true);
});
