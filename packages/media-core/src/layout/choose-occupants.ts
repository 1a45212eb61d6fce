import type { LayoutMap } from '@cloudmeet/contracts';
import { arrangementOf, type Arrangement } from './arrangement.ts';
import { occupantKey, type LayoutInput, type LayoutPerson, type Occupant } from './layout-input.ts';

/** The places of the next picture and who stands where it matters. */
export interface Cast {
  arrangement: Arrangement;
  stage: Occupant | null;
  feature: Occupant | null;
  /** At most as many as `arrangement.places`, most wanted first. */
  others: readonly Occupant[];
}

const camera = (person: LayoutPerson): Occupant => ({
  participantId: person.participantId,
  kind: 'camera',
  hasVideo: person.camera,
});
const screen = (person: LayoutPerson): Occupant => ({
  participantId: person.participantId,
  kind: 'screen',
  hasVideo: person.screen,
});

/** The screen for the stage: of who is in the spotlight, else the one that is there, else the first. */
function stageScreen(input: LayoutInput, shown: ReadonlyMap<string, number>): Occupant | null {
  const screens = input.people.filter((person) => person.screen).map(screen);
  return (
    screens.find(({ participantId }) => participantId === input.spotlight) ??
    screens.toSorted(
      (a, b) => (shown.get(occupantKey(a)) ?? Infinity) - (shown.get(occupantKey(b)) ?? Infinity),
    )[0] ??
    null
  );
}

/** Who is put forward now: the spotlight, else the speaker, else whoever was, else the first with a camera. */
function foremost(input: LayoutInput, kept: string | undefined): LayoutPerson | undefined {
  const find = (id: string | null | undefined) =>
    id == null ? undefined : input.people.find((person) => person.participantId === id);
  return (
    find(input.spotlight) ??
    find(input.speaker) ??
    find(kept) ??
    input.people.find((person) => person.camera) ??
    input.people[0]
  );
}

/** Most wanted first: screens, spotlight and speaker, cameras, the last heard, those already seen, first come. */
function byWish(input: LayoutInput, shown: ReadonlyMap<string, number>, people: readonly LayoutPerson[]) {
  const first = (id: string) => (id === input.spotlight || id === input.speaker ? 0 : 1);
  const seen = (person: LayoutPerson) => (shown.has(occupantKey(camera(person))) ? 0 : 1);
  return people.toSorted(
    (a, b) =>
      first(a.participantId) - first(b.participantId) ||
      Number(b.camera) - Number(a.camera) ||
      (b.lastHeard ?? -Infinity) - (a.lastHeard ?? -Infinity) ||
      seen(a) - seen(b) ||
      0,
  );
}

const keptAt = (previous: LayoutMap | null, place: { x: number; y: number; width: number } | null) =>
  previous?.tiles.find(
    (tile) =>
      tile.kind === 'camera' && tile.x === place?.x && tile.y === place.y && tile.width === place.width,
  )?.participantId;

/** Decides who is in the next picture. */
export function chooseOccupants(previous: LayoutMap | null, input: LayoutInput): Cast {
  const tilesMax = Math.min(64, Math.max(1, input.tilesMax ?? 25));
  const shown = new Map(previous?.tiles.map((tile, index) => [occupantKey(tile), index]));
  const shared = stageScreen(input, shown);
  const total = input.people.length + input.people.filter((person) => person.screen).length;
  const hasStage = shared !== null || input.layout !== 'grid';
  const small = Math.min(tilesMax, total) - (hasStage && total > 0 ? 1 : 0);
  const arrangement = arrangementOf(input.layout, shared !== null, small);

  const large = shared === null ? arrangement.stage : arrangement.feature;
  const front = large && foremost(input, keptAt(previous, large));
  const frontCamera = front && (tilesMax > 1 || shared === null) ? camera(front) : null;
  const screens = input.people.filter((person) => person.screen).map(screen);
  const rest = [
    ...screens.filter(({ participantId }) => participantId !== shared?.participantId),
    ...byWish(input, shown, input.people)
      .filter((person) => person.participantId !== frontCamera?.participantId)
      .map(camera),
  ];
  const free = tilesMax - (shared ? 1 : 0) - (frontCamera ? 1 : 0);
  const room =
    rest.length > arrangement.places.length ? arrangement.placesWhenFull : arrangement.places.length;
  return {
    arrangement,
    stage: shared ?? (arrangement.stage ? frontCamera : null),
    feature: shared ? frontCamera : null,
    others: rest.slice(0, Math.max(0, Math.min(free, room))),
  };
}
