import type { MediaNodeRecord } from '@cloudmeet/database';

/** The share of its cores that a node may use and still get rooms. */
const coresShareMax = 0.9;

/** How loaded a node is, 0 to 1 and above, those counted who are promised and have not come yet. */
export function loadOf({
  cores,
  capacityCores,
  participants,
  promised,
  capacityParticipants,
}: MediaNodeRecord) {
  return Math.max(cores / capacityCores, (participants + promised) / Math.max(1, capacityParticipants));
}

/** True when so many people more fit. */
export function hasRoomFor(node: MediaNodeRecord, participants: number): boolean {
  return (
    node.cores < node.capacityCores * coresShareMax &&
    node.participants + node.promised + participants <= node.capacityParticipants
  );
}

function takeAtRandom<Item>(from: Item[], random: () => number): Item | undefined {
  return from.splice(Math.floor(random() * from.length), 1)[0];
}

/** Two at random, the less loaded of them first; so on until none is left. */
function inPairs(nodes: readonly MediaNodeRecord[], random: () => number): MediaNodeRecord[] {
  const left = [...nodes];
  const first = takeAtRandom(left, random);
  if (!first) return [];
  const second = takeAtRandom(left, random);
  if (!second) return [first];
  const pair = loadOf(first) <= loadOf(second) ? [first, second] : [second, first];
  return [...pair, ...inPairs(left, random)];
}

/**
 * The nodes that a room is offered to, in this order: those of its region with room for its people, then those of other
 * regions. Taking the less loaded of two that were taken at random keeps all evenly loaded although what is known of
 * them is seconds old (Mitzenmacher, The Power of Two Choices, 2001): the best one is not run over by everybody at once.
 */
export function chooseNodes(
  nodes: readonly MediaNodeRecord[],
  need: { region: string; participants: number },
  random: () => number,
): MediaNodeRecord[] {
  const fitting = nodes.filter((node) => hasRoomFor(node, need.participants));
  const near = fitting.filter(({ region }) => region === need.region);
  const far = fitting.filter(({ region }) => region !== need.region);
  return [...inPairs(near, random), ...inPairs(far, random)];
}
