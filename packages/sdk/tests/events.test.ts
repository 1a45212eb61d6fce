import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFrame } from '../src/index.ts';
import type { CloudMeetFrame, FrameEvent } from '../src/index.ts';
import { installFakeRooms, letIn, person, roomPage } from './fake-rooms.ts';
import type { FakeRooms } from './fake-rooms.ts';

let rooms: FakeRooms;
let frame: CloudMeetFrame;

beforeEach(async () => {
  rooms = installFakeRooms();
  letIn(rooms);
  frame = createFrame(document.body);
  await frame.join({ url: roomPage, token: 't' });
});
afterEach(async () => {
  await frame.destroy();
  rooms.restore();
});

/** All that the room has sent until now has arrived. */
async function settle(): Promise<void> {
  const marker = `marker-${Math.random()}`;
  const arrived = new Promise<void>((resolve) => {
    const stop = frame.on('*', (event) => {
      if ((event.action as string) !== marker) return;
      stop();
      resolve();
    });
  });
  rooms.page().emit(marker);
  await arrived;
}

describe('events', () => {
  it('carry their payload and their own name as action, which no payload can change', async () => {
    const seen: FrameEvent[] = [];
    frame.on('participant-joined', (event) => seen.push(event));
    rooms.page().emit('participant-joined', { participant: person('par_2'), action: 'forged' });
    await settle();
    expect(seen).toEqual([{ action: 'participant-joined', participant: person('par_2') }]);
  });

  it('reach on until it is taken back, once only once, and off both', async () => {
    const heard: string[] = [];
    const on = () => heard.push('on');
    const once = () => heard.push('once');
    const gone = () => heard.push('gone');
    const stop = frame.on('hand-raised', on);
    frame.once('hand-raised', once);
    frame.on('hand-raised', gone);
    frame.once('hand-raised', gone);
    frame.off('hand-raised', gone);
    frame.off('hand-raised', () => undefined);
    for (let count = 0; count < 2; count += 1)
      rooms.page().emit('hand-raised', { participant: person('par_2') });
    await settle();
    expect(heard).toEqual(['on', 'once', 'on']);
    stop();
    stop();
    rooms.page().emit('hand-raised', { participant: person('par_2') });
    await settle();
    expect(heard).toHaveLength(3);
  });

  it('reach everybody although one handler throws', async () => {
    const faults: unknown[] = [];
    vi.stubGlobal('reportError', (fault: unknown) => faults.push(fault));
    const heard = vi.fn();
    frame.on('topology-changed', () => {
      throw new Error('mine');
    });
    frame.on('topology-changed', heard);
    rooms.page().emit('topology-changed', { from: 'p2p', to: 'mixed', reason: 'publishers' });
    await settle();
    expect(heard).toHaveBeenCalledTimes(1);
    expect(faults).toMatchObject([{ message: 'mine' }]);
  });

  it('FC-21 find the getters already as they say', async () => {
    const seen: unknown[] = [];
    frame.on('participant-left', () => seen.push(Object.keys(frame.participants())));
    rooms.page().snapshot({ participants: [person('par_me', { local: true })] });
    rooms.page().emit('participant-left', { participant: person('par_2'), reason: 'left' });
    await settle();
    expect(seen).toEqual([['local']]);
  });

  it('FC-24 of loading are said by this side alone', async () => {
    const heard = vi.fn();
    for (const name of ['loading', 'loaded', 'load-attempt-failed'] as const) frame.on(name, heard);
    for (const name of ['loading', 'loaded', 'load-attempt-failed']) rooms.page().emit(name);
    await settle();
    expect(heard).not.toHaveBeenCalled();
  });

  it.each([null, 'text', 7])('with %j for a payload are ignored', async (payload) => {
    const heard = vi.fn();
    frame.on('app-message', heard);
    rooms.page().emit('app-message', payload);
    await settle();
    expect(heard).not.toHaveBeenCalled();
  });

  it.each([null, [], {}, { participants: 'all', counts: {} }, { participants: [] }])(
    'a snapshot that is none, %j, changes nothing',
    async (snapshot) => {
      const before = frame.participants();
      rooms.page().emit('snapshot', snapshot);
      await settle();
      expect(frame.participants()).toBe(before);
      expect(frame.meetingState()).toBe('joined-meeting');
    },
  );

  it('a participant with a name of the prototype is a participant like others', async () => {
    rooms.page().snapshot({ participants: [person('__proto__'), person('constructor')] });
    await settle();
    expect(Object.keys(frame.participants())).toEqual(['__proto__', 'constructor']);
    expect(Reflect.get({}, 'userName')).toBeUndefined();
  });
});
