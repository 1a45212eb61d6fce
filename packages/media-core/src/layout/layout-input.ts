import type { Layout } from '@cloudmeet/contracts';

/** One person as a layout sees them. */
export interface LayoutPerson {
  participantId: string;
  /** Whether their camera has a picture now; without one they get a place for their avatar. */
  camera: boolean;
  /** Whether their shared screen has a picture now. */
  screen: boolean;
  /**
   * When they were last heard, as any number that grows with time; absent: never. Where not everybody fits, those heard
   * last are seen.
   */
  lastHeard?: number | undefined;
}

export interface LayoutInput {
  layout: Layout;
  /** Everybody in the room, in the order in which they came. */
  people: readonly LayoutPerson[];
  /** Who speaks, or null. */
  speaker: string | null;
  /** Whom the hosts put forward for all, or null. */
  spotlight: string | null;
  /** How many places the picture has at most; where not everybody fits, the last says so. Default 25, at most 64. */
  tilesMax?: number | undefined;
}

/** What stands in a tile. */
export interface Occupant {
  participantId: string;
  kind: 'camera' | 'screen';
  hasVideo: boolean;
}

export const occupantKey = ({ kind, participantId }: Pick<Occupant, 'kind' | 'participantId'>) =>
  `${kind} ${participantId}`;
