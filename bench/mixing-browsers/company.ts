import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { round } from '../load/statistics.ts';
import type { Meeting } from '../mixing/meeting.ts';
import { people, type Person } from './people.ts';
import type { CameraSize } from './person-camera.ts';
import { connectedAfterMs, openPerson, pathOf, say, sing } from './person-page.ts';
import type { Path, Routes } from './routes.ts';
import { experienceOf, hearSounds, hearTones, pictureHeight, seeTile } from './senses.ts';
import { makeUpSpeech, misheardShare } from './speech.ts';

export interface CompanyOptions {
  meeting: Meeting;
  browser: Browser;
  routes: Routes;
  camera: CameraSize;
  isLively: boolean;
  /** Synthetic people who are there; the first of them sends a tone. */
  others: number;
}

export interface Member extends Person {
  id: string;
  page: Page;
}

export interface Look {
  name: string;
  path: string;
  tiles: { colourOff: number; ageMs: number | null }[];
  ownToneDb: number;
  heardDb: number[];
}

export interface Talk {
  from: string;
  to: string;
  misheardShare: number;
  framesPerSecond: number;
  freezes: number;
  dropped: number;
  height: number;
  concealed: number;
}

/** What the first of the synthetic people sends. */
const otherToneHz = 220;
const ownToneMaxDb = -60;
const heardMinDb = -50;
const colourMax = 60;
/** A mix has the five loudest: so many sing at a time, and the synthetic one. */
const choir = 4;
const soundsSaid = 100;
const misheardMax = 0.1;
/** Up to this loss a picture has all of its frames and never freezes. */
const lossRepaired = 0.03;
const framesMin = 23.5;
const fullHeight = 720;
const fullSizeWithinS = 40;
const inPictureWithinMs = 60_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The people in browsers of a meeting, and what they see and hear of each other. */
export class Company {
  readonly members: Member[] = [];
  readonly #options: CompanyOptions;

  constructor(options: CompanyOptions) {
    this.#options = options;
  }

  /** The next one comes along this path. How long it took from the offer until media can flow, in ms. */
  async join(path: Path): Promise<number> {
    const { meeting, browser, routes, isLively, camera } = this.#options;
    const person = people[this.members.length];
    if (!person) throw new Error('Nobody else may come.');
    let page: Page | undefined;
    const id = await meeting.joinAs(person.name, async (negotiate) => {
      const described = { ...person, path, iceServers: routes.iceServers(path), camera, isLively };
      page = await openPerson(browser, described, routes.along(path, negotiate));
    });
    if (!page) throw new Error(`${person.name} has no page.`);
    this.members.push({ ...person, page, id });
    return connectedAfterMs(page);
  }

  /** Resolves when the picture of everybody is in the picture. @throws Error when somebody's has not come after a while. */
  async inPicture(): Promise<void> {
    const missing = () => this.members.filter(({ id }) => !this.#tileOf(id)).map(({ name }) => name);
    for (const untilMs = performance.now() + inPictureWithinMs; missing().length > 0; await wait(100)) {
      if (performance.now() < untilMs) continue;
      const missed = `${missing().join(', ')} not in the picture after ${String(inPictureWithinMs / 1000)} s`;
      throw new Error(`${missed}; ${String(this.#options.meeting.layout?.tiles.length ?? 0)} tiles are.`);
    }
  }

  /**
   * Resolves when everybody gets the largest picture (browsers begin with a low estimate of their path, and larger layers
   * are tried one after the other), or after a while; gives how long it took, in seconds.
   */
  async atFullSize(): Promise<number> {
    const startedMs = performance.now();
    const tookS = () => (performance.now() - startedMs) / 1000;
    while (tookS() < fullSizeWithinS) {
      const heights = await Promise.all(this.members.map(({ page }) => pictureHeight(page)));
      if (heights.every((height) => height >= fullHeight)) break;
      await wait(500);
    }
    return round(tookS(), 1);
  }

  /** What everybody sees in the tiles of all and hears of all; leaves a screenshot of each. */
  async look(folder: string): Promise<Look[]> {
    const seen: Look[] = [];
    for (const { page, name } of this.members) {
      const tiles = await this.#lookAtTiles(page);
      await page.screenshot({ path: join(folder, `${name}.png`) });
      seen.push({ name, path: await pathOf(page), tiles, ownToneDb: NaN, heardDb: [] });
    }
    for (let first = 0; first < this.members.length; first += choir) await this.#listen(first, seen);
    return seen;
  }

  /** Each says something to the next one while both watch the picture. */
  async talk(): Promise<Talk[]> {
    const talks: Talk[] = [];
    for (const [index, from] of this.members.entries()) {
      const to = this.members[(index + 1) % this.members.length];
      if (!to) continue;
      const said = makeUpSpeech(soundsSaid, index + 1);
      let heard: number[] = [];
      const experience = await experienceOf(to.page, async () => {
        heard = await hearSounds(to.page, () => say(from.page, said));
      });
      talks.push({
        ...{ from: from.name, to: to.name, misheardShare: round(misheardShare(said, heard)) },
        framesPerSecond: round(experience.framesPerSecond, 1),
        ...{ freezes: experience.freezes, dropped: experience.dropped, height: experience.height },
        concealed: round(experience.concealed, 3),
      });
    }
    return talks;
  }

  isRight(seen: readonly Look[]): boolean {
    return seen.every(
      ({ tiles, ownToneDb, heardDb }) =>
        ownToneDb <= ownToneMaxDb &&
        heardDb.every((db) => db > heardMinDb) &&
        tiles.every(({ colourOff, ageMs }) => colourOff < colourMax && ageMs !== null),
    );
  }

  isUnderstood(talks: readonly Talk[], loss: number): boolean {
    return talks.every(
      ({ misheardShare: misheard, framesPerSecond, freezes }) =>
        misheard <= misheardMax && (loss > lossRepaired || (framesPerSecond >= framesMin && freezes === 0)),
    );
  }

  #tileOf(id: string) {
    const tiles = this.#options.meeting.layout?.tiles;
    return tiles?.find(({ participantId, hasVideo }) => participantId === id && hasVideo);
  }

  async #lookAtTiles(page: Page): Promise<Look['tiles']> {
    const tiles: Look['tiles'] = [];
    for (const { id, rgb } of this.members) {
      const tile = this.#tileOf(id);
      if (!tile) throw new Error('Somebody has no place in the picture.');
      const { colour, ageMs } = await seeTile(page, tile);
      const colourOff = Math.max(...colour.map((part, at) => Math.abs(part - (rgb[at] ?? 0))));
      tiles.push({ colourOff, ageMs });
    }
    return tiles;
  }

  /** Some sing, and all write down who they hear. */
  async #listen(first: number, seen: readonly Look[]): Promise<void> {
    const singers = this.members.slice(first, first + choir);
    for (const { page } of singers) await sing(page, true);
    await wait(1000);
    const others = this.#options.others > 0 ? [otherToneHz] : [];
    const tones = [...singers.map(({ toneHz }) => toneHz), ...others];
    await Promise.all(
      this.members.map(async (member, index) => {
        const heard = await hearTones(member.page, tones);
        const own = singers.indexOf(member);
        const look = seen[index];
        if (own >= 0 && look) look.ownToneDb = round(heard[own] ?? NaN, 1);
        look?.heardDb.push(...heard.filter((_, at) => at !== own).map((db) => round(db, 1)));
      }),
    );
    for (const { page } of singers) await sing(page, false);
  }
}
