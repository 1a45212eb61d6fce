import { z } from 'zod';
import { idSchema } from '../ids.ts';

/** Coordinates of a layout map: the picture is always this large in them, whatever layer is received. */
export const layoutCanvas = { width: 1280, height: 720 } as const;

export const tileSchema = z.object({
  participantId: idSchema('participant'),
  kind: z.enum(['camera', 'screen']),
  x: z.int().min(0),
  y: z.int().min(0),
  width: z.int().min(1),
  height: z.int().min(1),
  /** Whether the picture shows video there now; else the place is a plain ground for an avatar. */
  hasVideo: z.boolean(),
});
export type Tile = z.infer<typeof tileSchema>;

/**
 * Who is where in the composed picture, so that names, marks, rings and menus can be HTML over it. `number` grows with
 * every change; an older map than the shown one is dropped.
 */
export const layoutMapSchema = z
  .object({
    number: z.int().min(0),
    tiles: z.array(tileSchema).max(64),
    /** People who are in the room and not in the picture. */
    unseen: z.int().min(0),
  })
  .meta({ id: 'LayoutMap' });
export type LayoutMap = z.infer<typeof layoutMapSchema>;
