import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../../text/use-text.tsx';
import { useElementSize } from '../../use-element-size.ts';
import { orderOf, placeTiles } from './place-tiles.ts';
import { planStage } from './plan-stage.ts';
import type { StageLayout } from './plan-stage.ts';
import styles from './stage.module.css';

export interface StageTile {
  /** Stable: a tile with the same id keeps its element, and so its video, whatever the layout. */
  id: string;
  content: ReactNode;
  /** Yours stands last. */
  self?: boolean;
}

export interface StageProps {
  layout: StageLayout;
  tiles: readonly StageTile[];
  /** Who is large in `speaker` and first in `presentation`; the first tile when left out or not there. */
  featuredId?: string | null | undefined;
  /** The shared screen, for `presentation`. */
  screen?: ReactNode;
  /** Width over height of the shared screen, once known (`onSize` of its tile); 16:9 until then. */
  screenAspect?: number | undefined;
  /** The most tiles of a grid. Default 25. */
  tilesMax?: number;
  /** Stands for those without a place; gets their ids. Usually an `OverflowTile`. */
  renderOverflow?: (hiddenIds: readonly string[]) => ReactNode;
  /** Instead of tiles while there are none. */
  empty?: ReactNode;
}

/** The stage fills its place, and lays tiles out by measure. Tiles move by transform and are never made anew. */
export function Stage({
  layout,
  tiles,
  featuredId,
  screen,
  screenAspect,
  tilesMax,
  renderOverflow,
  empty,
}: StageProps) {
  const { t } = useText();
  const stage = useRef<HTMLElement>(null);
  const { width, height } = useElementSize(stage);
  const ordered = orderOf(tiles, layout === 'grid' ? null : featuredId);
  const plan = planStage(layout, ordered.length, width, height, screenAspect, tilesMax);
  const placed = placeTiles(ordered, plan.rects);
  return (
    <section ref={stage} className={styles.stage} aria-label={t('room.stage')}>
      {plan.screen && screen ? (
        <Cell key="screen" rect={plan.screen}>
          {screen}
        </Cell>
      ) : null}
      {placed.tiles.map(({ tile, rect }) => (
        <Cell key={tile.id} rect={rect}>
          {tile.content}
        </Cell>
      ))}
      {placed.overflow && renderOverflow ? (
        <Cell key="overflow" rect={placed.overflow.rect}>
          {renderOverflow(placed.overflow.hiddenIds)}
        </Cell>
      ) : null}
      {tiles.length === 0 ? <div className={styles.empty}>{empty}</div> : null}
    </section>
  );
}

function Cell({
  rect,
  children,
}: {
  rect: { x: number; y: number; width: number; height: number };
  children: ReactNode;
}) {
  return (
    <div
      className={styles.cell}
      style={{
        inlineSize: rect.width,
        blockSize: rect.height,
        transform: `translate(${rect.x}px, ${rect.y}px)`,
      }}
    >
      {children}
    </div>
  );
}
