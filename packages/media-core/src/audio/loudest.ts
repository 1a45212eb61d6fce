/** Chooses who is heard when more people make a sound than are mixed. */
export interface Loudest<Key> {
  /** Takes everybody's loudness of this frame (dBov; those who are absent make no sound) and answers who is heard. */
  choose(levels: ReadonlyMap<Key, number>): ReadonlySet<Key>;
  /** How loud the quietest of those is who are heard, which is who has to be outdone; null while there are free places. */
  quietestDbov(): number | null;
}

export interface LoudestOptions {
  /** How many are heard at once. Default 5. */
  max?: number;
  /** How much louder somebody has to be to take the place of one who is heard. Default 6 dB. */
  marginDb?: number;
  /** For how many frames on end it has to be that loud. Default 5 (100 ms): a knock takes nobody's place. */
  marginFrames?: number;
  /** Below this nobody gets a place. Default -60 dBov. */
  floorDbov?: number;
  /** How long a place is kept after the last frame above the floor. Default 40 frames (0.8 s). */
  holdFrames?: number;
  /** Share of the former loudness in the smoothed one as it falls; rises count at once. Default 0.97. */
  smoothing?: number;
}

interface Voice {
  levelDbov: number;
  silentFrames: number;
  /** Frames on end in which it was loud enough for another's place. */
  louderFrames: number;
}

const defaults = {
  max: 5,
  marginDb: 6,
  marginFrames: 5,
  floorDbov: -60,
  holdFrames: 40,
  smoothing: 0.97,
};

function followVoice(voice: Voice, level: number, floorDbov: number, smoothing: number): void {
  // Silence between syllables is as quiet as the floor, or one pause would outweigh a second of speech.
  const counted = Math.max(level, floorDbov);
  voice.levelDbov =
    counted > voice.levelDbov ? counted : voice.levelDbov * smoothing + counted * (1 - smoothing);
  voice.silentFrames = level >= floorDbov ? 0 : voice.silentFrames + 1;
}

/** The loudest few, with hysteresis: nobody loses their place to somebody who is hardly louder, or for a breath. */
export function createLoudest<Key>(options: LoudestOptions = {}): Loudest<Key> {
  const { max, marginDb, marginFrames, floorDbov, holdFrames, smoothing } = { ...defaults, ...options };
  const voices = new Map<Key, Voice>();
  const heard = new Set<Key>();

  const follow = (levels: ReadonlyMap<Key, number>) => {
    for (const key of voices.keys()) {
      if (!levels.has(key)) {
        voices.delete(key);
        heard.delete(key);
      }
    }
    for (const [key, level] of levels) {
      const voice = voices.get(key) ?? { levelDbov: level, silentFrames: holdFrames, louderFrames: 0 };
      voices.set(key, voice);
      followVoice(voice, level, floorDbov, smoothing);
      if (voice.silentFrames > holdFrames) heard.delete(key);
    }
  };
  const loudness = (key: Key) => voices.get(key)?.levelDbov ?? -Infinity;
  /** Whom somebody would replace if they are loud enough for long enough; undefined: nobody. */
  const replaced = (key: Key): Key | undefined => {
    const quietest = [...heard].reduce((a, b) => (loudness(b) < loudness(a) ? b : a));
    const voice = voices.get(key);
    if (!voice) return undefined;
    voice.louderFrames = voice.levelDbov >= loudness(quietest) + marginDb ? voice.louderFrames + 1 : 0;
    return voice.louderFrames >= marginFrames ? quietest : undefined;
  };

  return {
    quietestDbov() {
      if (heard.size < max) return null;
      let quietest = Infinity;
      for (const key of heard) quietest = Math.min(quietest, loudness(key));
      return quietest;
    },
    choose(levels) {
      follow(levels);
      const waiting = [...levels.keys()]
        .filter((key) => !heard.has(key) && voices.get(key)?.silentFrames === 0)
        .sort((a, b) => loudness(b) - loudness(a));
      for (const key of waiting) {
        const given = heard.size < max ? null : replaced(key);
        if (given === undefined) continue;
        if (given !== null) heard.delete(given);
        heard.add(key);
      }
      return heard;
    },
  };
}
