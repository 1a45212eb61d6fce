import { seededRandom } from '@cloudmeet/testing';
import { expect, test } from 'vitest';
import { chooseNodes, hasRoomFor, loadOf } from './choose-nodes.ts';

type Node = Parameters<typeof chooseNodes>[0][number];

const node = (id: string, change: Partial<Node> = {}): Node => ({
  ...{ id, region: 'here', controlUrl: `ws://${id}`, capacityCores: 2, capacityParticipants: 100 },
  ...{ cores: 0, mixers: 0, participants: 0, promised: 0 },
  ...change,
});
const need = { region: 'here', participants: 10 };
const idsOf = (nodes: readonly Node[]) => nodes.map(({ id }) => id);

test('RL-55 of two nodes the less loaded is asked first, with promised people counted', () => {
  const busy = node('busy', { participants: 40 });
  const promised = node('promised', { participants: 10, promised: 60 });
  for (let seed = 1; seed <= 20; seed += 1)
    expect(idsOf(chooseNodes([promised, busy], need, seededRandom(seed)))).toEqual(['busy', 'promised']);
  expect(loadOf(node('cores', { cores: 1.5, participants: 1 }))).toBe(0.75);
});

test('RL-55 full nodes are not asked, neither by people nor by cores', () => {
  const nodes = [
    node('full', { participants: 85, promised: 6 }),
    node('hot', { cores: 1.9 }),
    node('free', { participants: 90 }),
  ];
  expect(idsOf(chooseNodes(nodes, need, seededRandom(1)))).toEqual(['free']);
  expect(hasRoomFor(node('x', { participants: 91 }), 10)).toBe(false);
});

test('RL-55 nodes of another region are asked after all of the own', () => {
  const nodes = [node('far', { region: 'there' }), node('near', { participants: 80 })];
  expect(idsOf(chooseNodes(nodes, need, seededRandom(1)))).toEqual(['near', 'far']);
});

function spread(choose: (nodes: readonly Node[]) => Node | undefined): number {
  const nodes = Array.from({ length: 10 }, (_, index) => node(`n${String(index)}`));
  for (let rooms = 0; rooms < 60; rooms += 1) {
    const chosen = choose(nodes);
    if (chosen) chosen.promised += 10;
  }
  const loads = nodes.map(({ promised }) => promised);
  return Math.max(...loads) - Math.min(...loads);
}

test('RL-55 rooms spread evenly; taken at random alone they would not', () => {
  const [ours, theirs] = [seededRandom(7), seededRandom(7)];
  const twoChoices = spread((nodes) => chooseNodes(nodes, need, ours)[0]);
  const atRandom = spread((nodes) => nodes[Math.floor(theirs() * nodes.length)]);
  expect(twoChoices).toBeLessThanOrEqual(30);
  expect(atRandom).toBeGreaterThan(twoChoices);
});
