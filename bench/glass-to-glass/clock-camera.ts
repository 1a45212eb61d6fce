declare global {
  // Put into pages by `clockScript`.
  var paintClock: typeof import('./clock-camera.ts').paintClock;
}

/** How a camera shows the time: black and white cells in rows, the highest bit at the upper left. */
export interface ClockCode {
  width: number;
  height: number;
  framesPerSecond: number;
  /** So many rows of cells of the same number: more of them make wider cells, which are read in smaller pictures. */
  rows: number;
  /** Milliseconds since 1970, as many low bits of them. */
  timeBits: number;
  /** So many high bits of the time times `checkFactor`, as 32 bits: a cell that was not read right is noticed. */
  checkBits: number;
  checkFactor: number;
}

export const clockCode: ClockCode = {
  ...{ width: 480, height: 270, framesPerSecond: 24, rows: 1 },
  ...{ timeBits: 20, checkBits: 8, checkFactor: 2_654_435_761 },
};

/** Draws the time of now into a place, in a page. It is sent there as text, so it needs nothing from outside but the code. */
export function paintClock(
  context: CanvasRenderingContext2D,
  place: { x: number; y: number; width: number; height: number },
  { rows, timeBits, checkBits, checkFactor }: ClockCode,
): void {
  const cells = timeBits + checkBits;
  const inRow = cells / rows;
  const [cellWidth, cellHeight] = [place.width / inRow, place.height / rows];
  const time = Date.now() % 2 ** timeBits;
  const code = time * 2 ** checkBits + (Math.imul(time, checkFactor) >>> (32 - checkBits));
  for (let cell = 0; cell < cells; cell += 1) {
    const isWhite = Math.floor(code / 2 ** (cells - 1 - cell)) % 2 === 1;
    context.fillStyle = isWhite ? '#fff' : '#000';
    const [x, y] = [place.x + (cell % inRow) * cellWidth, place.y + Math.floor(cell / inRow) * cellHeight];
    context.fillRect(x, y, cellWidth + 1, cellHeight);
  }
}

/** The script that gives a page `paintClock`. */
export const clockScript = `globalThis.paintClock = ${paintClock.toString()};`;

/** Runs in a page that has `paintClock`: its camera is a clock, its microphone a tone that swells as speech does. */
export function useClockCamera(code: ClockCode): void {
  const { width, height, framesPerSecond } = code;
  const camera = (): MediaStreamTrack => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d');
    const [track] = canvas.captureStream(0).getVideoTracks();
    if (!track || !context || !('requestFrame' in track)) throw new Error('A canvas gives no track here.');
    const { requestFrame } = track as MediaStreamTrack & { requestFrame(): void };
    setInterval(() => {
      globalThis.paintClock(context, { x: 0, y: 0, width, height }, code);
      requestFrame.call(track);
    }, 1000 / framesPerSecond);
    return track;
  };
  const microphone = (): MediaStreamTrack => {
    const audio = new AudioContext();
    const out = audio.createMediaStreamDestination();
    const loudness = new GainNode(audio, { gain: 0.1 });
    const swell = new OscillatorNode(audio, { frequency: 4 });
    swell.connect(new GainNode(audio, { gain: 0.05 })).connect(loudness.gain);
    const tone = new OscillatorNode(audio, { frequency: 300 });
    tone.connect(loudness).connect(out);
    tone.start();
    swell.start();
    const [track] = out.stream.getAudioTracks();
    if (!track) throw new Error('An audio context gives no track here.');
    return track;
  };
  navigator.mediaDevices.getUserMedia = (wish) =>
    Promise.resolve(
      new MediaStream([...(wish?.video ? [camera()] : []), ...(wish?.audio ? [microphone()] : [])]),
    );
}
