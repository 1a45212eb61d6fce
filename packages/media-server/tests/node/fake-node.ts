import { newId } from '@cloudmeet/contracts';
import type { FromMediaNode, MixedPerson, Mixer, MixerRequest, ToMediaNode } from '@cloudmeet/contracts';
import { FakeClock } from '@cloudmeet/testing';
import { Children } from '../../src/node/children.ts';
import { MixRooms } from '../../src/node/mix-rooms.ts';
import type { Writer } from '../../src/node/mix-rooms.ts';
import { Outputs } from '../../src/node/outputs.ts';
import { startFakeChildren } from './fakes/fake-child.ts';
import type { FakeChild } from './fakes/fake-child.ts';

export interface TestWriter extends Writer {
  heard: FromMediaNode[];
}

/** The rooms of a node whose processes are played by the test, at a clock that the test moves. */
export function fakeNode({ participantsMax = 100, mixersMax = 10, edges = 2 } = {}) {
  const clock = new FakeClock();
  const { start, started } = startFakeChildren();
  let output = 0;
  const outputs: Outputs = new Outputs({
    ...{ nodeId: `media_${'0'.repeat(24)}`, clock, newOutput: () => (output += 1) },
    roomOf: (sessionId) => rooms.ofSession(sessionId),
    portOf: (kind) => children.outputPort(kind),
    toEgress: (kind, message) => children.toEgress(kind, message),
    changed: (room) => room.sync(),
  });
  const rooms: MixRooms = new MixRooms({
    ...{ clock, participantsMax, mixersMax, children: () => children },
    tapOf: (room) => outputs.tapOf(room),
  });
  const children: Children = new Children({
    ...{ starter: { start, close: () => undefined }, clock, edges },
    fromAudio: (message) => rooms.fromAudio(message),
    fromVideo: (message) => rooms.fromVideo(message),
    fromEdge: (edge, message) => rooms.fromEdge(edge, message),
    fromEgress: (kind, message) => {
      if (message.t === 'keyframe.wanted') rooms.keyframeWanted(message.stream);
      else if ('output' in message) outputs.fromEgress(kind, message);
    },
    ready: (kind, index) => {
      if (kind === 'recordings' || kind === 'streams') outputs.ready();
      else rooms.ready(kind, index);
    },
    lost: (kind, index) => {
      if (kind === 'edge') rooms.edgeLost(index);
      if (kind === 'recordings') outputs.lost('recording');
    },
  });
  for (const [index, child] of started.entries()) child.say({ t: 'ready', port: 7000 + index });
  const of = (kind: FakeChild['kind']): FakeChild[] => started.filter((one) => one.kind === kind);
  const writer = (): TestWriter => {
    const heard: FromMediaNode[] = [];
    return { heard, send: (message) => void heard.push(message) };
  };
  const open = (
    by: TestWriter,
    mixer: Mixer = { id: newId('mixer'), generation: 1 },
    sessionId = newId('session'),
  ) => {
    const ids = { tenantId: newId('tenant'), roomId: newId('room'), sessionId };
    rooms.hear(by, { t: 'open', mixer, ...ids, iceServers: [] });
    return mixer;
  };
  const say = (by: TestWriter, message: Exclude<ToMediaNode, { t: 'ping' }>) => rooms.hear(by, message);
  const people = (by: TestWriter, { id: mixerId }: Mixer, all: readonly MixedPerson[]) =>
    say(by, { t: 'room', mixerId, people: [...all], layout: 'grid', spotlight: null });
  const request = (by: TestWriter, { id: mixerId }: Mixer, participantId: string, what: MixerRequest) =>
    say(by, { t: 'request', mixerId, participantId, request: what });
  /** Lets time pass while every process beats. */
  const pass = async (durationMs: number) => {
    for (let passedMs = 0; passedMs < durationMs; passedMs += 200) {
      for (const child of started)
        child.say({ t: 'beat', media: 0, busy: false, cpuSeconds: 0, rssBytes: 0 });
      await clock.advance(200);
    }
  };
  return { pass, clock, rooms, outputs, children, started, of, writer, open, say, people, request };
}

export const offerOf = (connection = 'c1') =>
  ({ kind: 'offer', connection, sdp: 'v=0', tracks: { '0': 'audio', '1': 'video' } }) satisfies MixerRequest;

/** Messages of one type that a process was told. */
export function told(child: FakeChild | undefined, type: string) {
  return (child?.told ?? []).filter(({ t }) => t === type);
}
