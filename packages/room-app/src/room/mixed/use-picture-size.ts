import { useCallback, useEffect, useRef, useState } from 'react';
import { layoutCanvas } from '@cloudmeet/contracts';
import { usePage } from '../../page/page-context.tsx';

/** A stage that is being resized asks for one other layer, not for one at each step. */
const steadyMs = 250;

/** Tells the room how large the picture is shown. Takes the size in CSS px; nothing while the page is hidden. */
export function usePictureSize(): (width: number, height: number) => void {
  const { room } = usePage();
  const hidden = useHidden();
  const size = useRef({ width: 0, height: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useCallback(() => {
    const { width, height } = hidden ? { width: 0, height: 0 } : size.current;
    const ratio = globalThis.devicePixelRatio || 1;
    room.setPictureSize({ width: Math.round(width * ratio), height: Math.round(height * ratio) });
  }, [room, hidden]);
  useEffect(() => {
    if (size.current.width > 0) tell();
    return () => clearTimeout(timer.current);
  }, [tell]);
  return useCallback(
    (width, height) => {
      size.current = { width, height };
      clearTimeout(timer.current);
      timer.current = setTimeout(tell, steadyMs);
    },
    [tell],
  );
}

/** Parts of the picture are shown larger than they stand in it: then all there is of it is wanted. */
export function useWholePictureSize(): void {
  const tell = usePictureSize();
  useEffect(() => tell(layoutCanvas.width, layoutCanvas.height), [tell]);
}

function useHidden(): boolean {
  const [hidden, setHidden] = useState(document.hidden);
  useEffect(() => {
    const read = (): void => setHidden(document.hidden);
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, []);
  return hidden;
}
