import { layoutCanvas, type Layout } from '@cloudmeet/contracts';
import { cellBlock, centredAcross, centredVertically, type Rect } from './cells.ts';

/** The places that a picture has, before anybody stands in them. */
export interface Arrangement {
  /** The one large place: a shared screen, or the person who speaks. */
  stage: Readonly<Rect> | null;
  /** A larger place among the small ones, for who speaks while a screen has the stage. */
  feature: Readonly<Rect> | null;
  /** The others, in the order in which they are filled. */
  places: readonly Readonly<Rect>[];
  /** How many of `places` are used when not everybody fits; a last one stays free to say how many are left out. */
  placesWhenFull: number;
}

/** How a picture with a stage is cut: the stage covers `stage` × `stage` of `divisions` × `divisions` cells. */
interface Cut {
  divisions: number;
  stage: number;
  /** Side of the feature in cells, as columns × rows; it stands in the upper right corner. */
  feature: { columns: number; rows: number } | null;
}

const screenCuts: Record<Layout, (small: number) => Cut> = {
  presentation: () => ({ divisions: 6, stage: 5, feature: { columns: 1, rows: 2 } }),
  speaker: () => ({ divisions: 6, stage: 4, feature: { columns: 2, rows: 2 } }),
  grid: (small) => {
    if (small <= 7) return { divisions: 4, stage: 3, feature: null };
    return small <= 20
      ? { divisions: 6, stage: 4, feature: null }
      : { divisions: 7, stage: 5, feature: null };
  },
};

const cameraCuts: Record<Exclude<Layout, 'grid'>, Cut> = {
  presentation: { divisions: 6, stage: 5, feature: null },
  speaker: { divisions: 5, stage: 4, feature: null },
};

/** Where tiles are large, a row that is not full stands in the middle; where they are small, nobody moves for a join. */
const centredColumnsMax = 3;

/** Equal tiles, as many columns as rows or one row less; a person keeps their place while the cut stays. */
function grid(tiles: number): Arrangement {
  const columns = Math.max(1, Math.ceil(Math.sqrt(tiles)));
  const inLastRow = tiles % columns;
  const cells = Array.from({ length: tiles }, (_, index) =>
    cellBlock(columns, index % columns, Math.floor(index / columns)),
  );
  const places = centredVertically(
    inLastRow === 0 || columns > centredColumnsMax
      ? cells
      : [...cells.slice(0, -inLastRow), ...centredAcross(cells.slice(-inLastRow))],
  );
  return { stage: null, feature: null, places, placesWhenFull: Math.max(1, tiles - 1) };
}

/** The cells right of the stage from top to bottom, then those below it from left to right. */
function besideStage({ divisions, stage, feature }: Cut): Readonly<Rect>[] {
  const right: Readonly<Rect>[] = [];
  const below: Readonly<Rect>[] = [];
  for (let row = 0; row < divisions; row += 1) {
    for (let column = 0; column < divisions; column += 1) {
      const onStage = row < stage && column < stage;
      const onFeature = feature !== null && row < feature.rows && column >= divisions - feature.columns;
      if (!onStage && !onFeature) (row < stage ? right : below).push(cellBlock(divisions, column, row));
    }
  }
  return [...right, ...below];
}

function staged(cut: Cut, small: number): Arrangement {
  const places = besideStage(cut);
  const { divisions, stage, feature } = cut;
  const rightOfStage = places.filter((place) => place.y < cellBlock(divisions, 0, stage).y).length;
  const rightIsEnough = small <= rightOfStage + (feature === null ? 0 : 1);
  return {
    stage: {
      ...cellBlock(divisions, 0, 0, stage, stage),
      ...(rightIsEnough ? { height: layoutCanvas.height } : {}),
    },
    feature: feature && cellBlock(divisions, divisions - feature.columns, 0, feature.columns, feature.rows),
    places,
    placesWhenFull: places.length - 1,
  };
}

const whole: Arrangement = {
  stage: { x: 0, y: 0, ...layoutCanvas },
  feature: null,
  places: [],
  placesWhenFull: 0,
};

/**
 * The places of a picture. `small` is how many tiles there are to show besides the one on the stage (in a grid without
 * a screen: all of them), `screen` whether a shared screen has the stage.
 */
export function arrangementOf(layout: Layout, screen: boolean, small: number): Arrangement {
  if (screen) return staged(screenCuts[layout](small), small);
  if (layout === 'grid') return grid(small);
  return small === 0 ? whole : staged(cameraCuts[layout], small);
}
