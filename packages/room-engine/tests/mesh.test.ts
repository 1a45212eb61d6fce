import { afterEach, expect, test } from 'vitest';
import { newId } from '@cloudmeet/contracts';
import { Mesh } from './fakes/mesh.ts';

let mesh: Mesh;
afterEach(() => {
  mesh.close();
});

test('six people who come one after another all get sound and picture of all others', async () => {
  mesh = new Mesh();
  for (let count = 0; count < 6; count += 1) {
    mesh.join();
    await mesh.clock.advance(50);
  }
  await mesh.clock.advance(3_000);
  for (const person of mesh.people) {
    expect(person.shown.size).toBe(5);
    for (const kinds of person.shown.values()) expect([...kinds].sort()).toEqual(['audio', 'video']);
    expect(person.peers.length).toBe(5);
  }
});

test('whoever leaves is disconnected from everybody, and nobody else notices', async () => {
  mesh = new Mesh();
  const people = [mesh.join(), mesh.join(), mesh.join()];
  await mesh.clock.advance(2_000);
  mesh.leave(people[1]!);
  await mesh.clock.advance(1_000);
  expect(people.map((person) => mesh.open(person))).toEqual([1, 0, 1]);
  expect(mesh.network.open).toBe(2);
});

test('in a small room those who share nothing are connected too, so that they can start at once', async () => {
  mesh = new Mesh();
  const people = [mesh.join(false), mesh.join(false)];
  await mesh.clock.advance(2_000);
  expect(people.map((person) => mesh.open(person))).toEqual([1, 1]);
});

test('in a large room those who only watch connect to those who publish, not to each other', async () => {
  mesh = new Mesh();
  for (let count = 0; count < 3; count += 1) mesh.join();
  for (let count = 0; count < 20; count += 1) mesh.join(false);
  await mesh.clock.advance(10_000);
  const [publisher, , , viewer, another] = mesh.people;
  expect(mesh.open(publisher!)).toBe(22);
  // The first few came while the room was small.
  expect(mesh.open(mesh.people.at(-1)!)).toBe(3);
  expect(viewer?.shown.size).toBeGreaterThanOrEqual(3);
  expect(another?.shown.get(publisher!.id)).toEqual(new Set(['audio', 'video']));
});

test('somebody who starts to publish in a large room is linked a few at a time', async () => {
  mesh = new Mesh();
  for (let count = 0; count < 40; count += 1) mesh.join(false);
  await mesh.clock.advance(10_000);
  const late = mesh.join();
  expect(mesh.open(late)).toBe(8);
  await mesh.clock.advance(20_000);
  expect(mesh.open(late)).toBe(40);
});

test('a signal that comes before its sender is known waits for them', async () => {
  mesh = new Mesh();
  const [ada, ben] = [mesh.join(), mesh.join()];
  mesh.leave(ben);
  await mesh.clock.advance(100);
  const unknown = newId('participant');
  ada.engine.receive({ from: unknown, signal: { kind: 'reset', connection: '1-x' } });
  expect(mesh.open(ada)).toBe(0);
  const newcomer = { participantId: unknown, joinedAt: new Date(0).toISOString(), publishes: true };
  ada.engine.connect({ members: [ada.member, newcomer], mixer: null });
  expect(mesh.open(ada)).toBe(1);
});

test('pictures can be declined and taken up again for each person', async () => {
  mesh = new Mesh();
  const [ada, ben] = [mesh.join(), mesh.join()];
  await mesh.clock.advance(2_000);
  ada.engine.setReceive({ video: [] });
  await mesh.clock.advance(2_000);
  expect([...(ada.shown.get(ben.id) ?? [])]).toEqual(['audio']);
  expect([...(ben.shown.get(ada.id) ?? [])].sort()).toEqual(['audio', 'video']);
  ada.engine.setReceive({ video: [ben.id] });
  await mesh.clock.advance(2_000);
  expect([...(ada.shown.get(ben.id) ?? [])].sort()).toEqual(['audio', 'video']);
});

test('closing leaves no connection and no timer, also in the middle of linking', async () => {
  mesh = new Mesh();
  for (let count = 0; count < 15; count += 1) mesh.join();
  await mesh.clock.advance(500);
  mesh.close();
  await mesh.clock.advance(1_000);
  expect(mesh.network.open).toBe(0);
  expect(mesh.clock.pendingTimers).toBe(0);
});
