import { useRef } from 'react';
import { useElementSize } from '@cloudmeet/ui';

/** Below this a picture of everybody is too small for its faces; and where it would leave most of a tall stage empty. */
const narrowPx = 480;

/** Whether the stage is a phone's, held upright. */
export function useNarrow() {
  const measure = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(measure);
  return { narrow: width > 0 && width < narrowPx && height > width * 0.8, measure };
}
