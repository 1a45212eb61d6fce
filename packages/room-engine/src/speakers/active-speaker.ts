import type { SpeakersState } from '../store/speakers-slice.ts';

/** Speech begins above the first and ends below the second, both in dBov. */
const speechDbov = -45;
const silenceDbov = -55;
/** Pauses between words are no end of speech. */
const pauseMs = 700;
/** Whoever became the active speaker stays it at least this long. */
const holdMs = 600;
/** Somebody else takes over after this long, and at once only where the present one is silent. */
const takeOverMs = 400;
const louderDb = 6;

interface Voice {
  /** Loudness, rising at once and falling slowly. */
  smoothDbov: number;
  speaking: boolean;
  heardAtMs: number;
  /** Since when this one was clearly louder than the active speaker. */
  louderSinceMs: number | undefined;
}

/** Who speaks, from loudness alone, without flickering between people who talk at the same time. */
export class ActiveSpeaker {
  readonly #voices = new Map<string, Voice>();
  #active: string | null = null;
  #activeSinceMs = 0;

  /** One reading of everyone's loudness in dBov; whoever is missing is gone. */
  update(levels: ReadonlyMap<string, number>, nowMs: number): SpeakersState {
    for (const id of this.#voices.keys()) if (!levels.has(id)) this.#voices.delete(id);
    for (const [id, dbov] of levels) this.#hear(id, dbov, nowMs);
    if (this.#active !== null && !levels.has(this.#active)) this.#active = null;
    this.#choose(nowMs);
    const speaking = [...this.#voices].filter(([, voice]) => voice.speaking).map(([id]) => id);
    return { active: this.#active, speaking };
  }

  #hear(id: string, dbov: number, nowMs: number): void {
    const voice = this.#voices.get(id) ?? {
      smoothDbov: dbov,
      speaking: false,
      heardAtMs: -Infinity,
      louderSinceMs: undefined,
    };
    this.#voices.set(id, voice);
    voice.smoothDbov = dbov > voice.smoothDbov ? dbov : voice.smoothDbov + (dbov - voice.smoothDbov) * 0.3;
    if (dbov >= (voice.speaking ? silenceDbov : speechDbov)) voice.heardAtMs = nowMs;
    voice.speaking = nowMs - voice.heardAtMs < pauseMs;
  }

  #choose(nowMs: number): void {
    const present = this.#active === null ? undefined : this.#voices.get(this.#active);
    if (present && nowMs - this.#activeSinceMs < holdMs) return;
    const [id, voice] = this.#loudest() ?? [];
    if (id === undefined || !voice || id === this.#active) return;
    if (!present?.speaking) return this.#take(id, nowMs);
    if (voice.smoothDbov < present.smoothDbov + louderDb) {
      voice.louderSinceMs = undefined;
      return;
    }
    voice.louderSinceMs ??= nowMs;
    if (nowMs - voice.louderSinceMs >= takeOverMs) this.#take(id, nowMs);
  }

  #loudest(): [string, Voice] | undefined {
    return [...this.#voices]
      .filter(([, voice]) => voice.speaking)
      .reduce<[string, Voice] | undefined>(
        (best, one) => (best && best[1].smoothDbov >= one[1].smoothDbov ? best : one),
        undefined,
      );
  }

  #take(id: string, nowMs: number): void {
    this.#active = id;
    this.#activeSinceMs = nowMs;
    for (const voice of this.#voices.values()) voice.louderSinceMs = undefined;
  }
}
