/** When somebody claps, as a camera and a microphone see and hear it. */
export interface Beats {
  /** From one to the next at least, and by so much more at most: never in step with frames or ticks. */
  everyMs: number;
  moreMs: number;
  /** How long it is white and loud. */
  lastsMs: number;
  toneHz: number;
  loudness: number;
}

export const beats: Beats = { everyMs: 850, moreMs: 100, lastsMs: 200, toneHz: 1000, loudness: 0.3 };

/**
 * Runs in a page before anything else: its camera is black and becomes white when its microphone beeps. The sound is made
 * to the sample by the clock of an audio context, and the picture is painted as soon as that clock has reached the beat.
 */
export function useBeatingCamera({ everyMs, moreMs, lastsMs, toneHz, loudness }: Beats): void {
  const [width, height] = [480, 270];
  const devices = () => {
    const audio = new AudioContext({ latencyHint: 'interactive' });
    const out = audio.createMediaStreamDestination();
    const gate = new GainNode(audio, { gain: 0 });
    const tone = new OscillatorNode(audio, { frequency: toneHz });
    tone.connect(gate).connect(out);
    tone.start();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d');
    const [camera] = canvas.captureStream(0).getVideoTracks();
    const [microphone] = out.stream.getAudioTracks();
    if (!camera || !microphone || !context || !('requestFrame' in camera))
      throw new Error('This browser has no such tracks.');
    const { requestFrame } = camera as MediaStreamTrack & { requestFrame(): void };
    let [beatS, count, shown, paintedMs] = [0, 0, '', 0];
    const next = () => {
      count += 1;
      beatS = Math.max(beatS, audio.currentTime) + (everyMs + ((count * 37) % moreMs)) / 1000;
      gate.gain.setValueAtTime(loudness, beatS);
      gate.gain.setValueAtTime(0, beatS + lastsMs / 1000);
    };
    next();
    setInterval(() => {
      const since = audio.currentTime - beatS;
      if (since > lastsMs / 1000) next();
      const colour = since >= 0 && since <= lastsMs / 1000 ? '#fff' : '#000';
      const nowMs = performance.now();
      if (colour === shown && nowMs - paintedMs < 33) return;
      [shown, paintedMs] = [colour, nowMs];
      context.fillStyle = colour;
      context.fillRect(0, 0, width, height);
      // Something that always moves, so that frames go on between beats.
      context.fillStyle = '#888';
      context.fillRect((nowMs / 20) % width, 0, 20, 20);
      requestFrame.call(camera);
    }, 4);
    return { camera, microphone };
  };
  let made: ReturnType<typeof devices> | undefined;
  navigator.mediaDevices.getUserMedia = (wish) => {
    made ??= devices();
    const { camera, microphone } = made;
    return Promise.resolve(
      new MediaStream([...(wish?.video ? [camera] : []), ...(wish?.audio ? [microphone] : [])]),
    );
  };
}
