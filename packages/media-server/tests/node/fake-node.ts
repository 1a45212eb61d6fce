import { newId } from '@cloudmeet/contracts';
import type { FromMediaNode, MixedPerson, Mixer, MixerRequest, ToMediaNode } from '@cloudmeet/contracts';
import { FakeClock } from '@cloudmeet/testing';
import { Children } from '../../src/node/children.ts';
import { MixRooms } from '../../src/node/mix-rooms.ts';
import type { Writer } from '../../src/node/mix-rooms.ts';
import { startFakeChildren } from './fakes/fake-child.ts';
import type { FakeChild } from './fakes/fake-child.ts';

export interface TestWriter extends Writer {
  heard: FromMediaNode[];
}

/** The rooms of a node whose processes are played by the test, at a clock that the test moves. */
export function fakeNode({ participantsMax = 100, mixersMax = 10, edges = 2 } = {}) {
  const clock = new FakeClock();
  const { start, started } = startFakeChildren();
  const rooms: MixRooms = new MixRooms({ clock, participantsMax, mixersMax, children: () => children });
  const children: Children = new Children({
    ...{ start, clock, edges },
    fromAudio: (message) => rooms.fromAudio(message),
    fromVideo: (message) => rooms.fromVideo(message),
    fromEdge: (edge, message) => rooms.fromEdge(edge, message),
    ready: (kind) => rooms.ready(kind),
    lost: (kind, index) => {
      if (kind === 'edge') rooms.edgeLost(index);
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
  return { pass, clock, rooms, children, started, of, writer, open, say, people, request };
}

export const offerOf = (connection = 'c1') =>
  ({ kind: 'offer', connection, sdp: 'v=0', tracks: { '0': 'audio', '1': 'video' } }) satisfies MixerRequest;

/** Messages of one type that a process was told. */
export function told(child: FakeChild | undefined, type: string) {
  return (child?.told ?? []).filter(({ t }) => t === type);
}
