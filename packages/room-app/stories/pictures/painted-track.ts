const repaintMs = 1000;

/** A drawing as a video track: painted again every second, because a player that comes late waits for the next frame. */
export function paintedTrack(
  size: { width: number; height: number },
  paint: (context: CanvasRenderingContext2D) => void,
): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, size);
  const context = canvas.getContext('2d');
  if (!context) throw new TypeError('This browser does not draw.');
  paint(context);
  const [track] = canvas.captureStream(2).getVideoTracks();
  if (!track) throw new TypeError('This browser gives no stream of a drawing.');
  const timer = setInterval(() => {
    if (track.readyState === 'ended') clearInterval(timer);
    else paint(context);
  }, repaintMs);
  return track;
}
