import { readFigures } from './senses.ts';
import { round } from '../load/statistics.ts';
import { sing } from './person-page.ts';
import type { Company, Member, Talk } from './company.ts';
import type { Routes } from './routes.ts';

/** How somebody's path was while it was narrow, and after it. */
export interface Limited {
  name: string;
  /** The height that the path carries. */
  rightHeight: number;
  /** After so many seconds the right height was shown and stayed; null: never. */
  rightAfterS: number | null;
  /** After so many seconds of a free path it was the largest again; null: never. */
  backAfterS: number | null;
  /** Each height from the moment on, in seconds, at which it was first shown; the path is narrow from 0 on. */
  heights: { atS: number; height: number }[];
  /** What came before the path was narrow, and while it was. */
  kbps: { before: number; narrow: number };
  framesPerSecond: number;
  freezes: number;
  frozenS: number;
  /** The longest time in which nothing of the sound came, to 50 ms. */
  soundGapMs: number;
  /** Share of the sound that was made up. */
  concealed: number;
}

interface Look {
  atMs: number;
  height: number;
  soundPackets: number;
}

/** What a layer and the sound take of a path, with all headers, from the largest on. */
const layers = [
  { height: 720, kbps: 1700, framesPerSecond: 24 },
  { height: 360, kbps: 620, framesPerSecond: 24 },
  { height: 180, kbps: 0, framesPerSecond: 15 },
];
const lookMs = 50;
/** So long they sing on the narrow path, before they talk. */
const singS = 25;
const freeS = 60;
const fallsWithinS = 5;
const climbsWithinS = 60;
const soundGapMaxMs = 250;
const framesShare = 0.9;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks at a page again and again until it is ended. */
function watch({ page }: Member) {
  const looks: Look[] = [];
  let ended = false;
  const watching = (async () => {
    while (!ended) {
      const figures = await readFigures(page);
      looks.push({
        atMs: performance.now(),
        height: figures['video frameHeight'] ?? 0,
        soundPackets: figures['audio packetsReceived'] ?? 0,
      });
      await wait(lookMs);
    }
  })();
  return {
    looks,
    end: async () => {
      ended = true;
      await watching;
    },
  };
}

function longestSilenceMs(looks: readonly Look[]): number {
  let [longest, sinceMs] = [0, looks[0]?.atMs ?? 0];
  for (const [n, { soundPackets, atMs }] of looks.entries()) {
    if (soundPackets !== looks[n - 1]?.soundPackets) sinceMs = atMs;
    longest = Math.max(longest, atMs - sinceMs);
  }
  return Math.round(longest);
}

type Figures = Record<string, number>;

function kbpsBetween(one: Figures, other: Figures): number {
  const grown = (name: string) => (other[name] ?? 0) - (one[name] ?? 0);
  return Math.round((8 * (grown('video bytesReceived') + grown('audio bytesReceived'))) / grown('atMs'));
}

interface Seen {
  looks: readonly Look[];
  first: Figures;
  before: Figures;
  after: Figures;
  talk: Talk | undefined;
}

/** What somebody saw of it: the path was narrow from one moment on, and wide again from the other. */
function limitedOf(name: string, rightHeight: number, narrowMs: number, wideMs: number, seen: Seen): Limited {
  const { looks, first, before, after, talk } = seen;
  const grown = (figure: string) => (after[figure] ?? 0) - (before[figure] ?? 0);
  const wrong = looks.findLast(({ atMs, height }) => atMs < wideMs && height !== rightHeight);
  const back = looks.find(({ atMs, height }) => atMs > wideMs && height >= 720);
  const atS = (ms: number) => round((ms - narrowMs) / 1000, 1);
  const steps = looks.filter(({ height }, at) => height !== looks[at - 1]?.height);
  // While nobody sings the mix is silent: those who talk pause.
  const sung = looks.filter(({ atMs }) => atMs < narrowMs + singS * 1000 || atMs > wideMs);
  return {
    name,
    rightHeight,
    rightAfterS: wrong && wrong.atMs > wideMs - 5000 ? null : Math.max(0, atS(wrong?.atMs ?? narrowMs)),
    backAfterS: back ? round((back.atMs - wideMs) / 1000, 1) : null,
    heights: steps.map(({ atMs, height }) => ({ atS: atS(atMs), height })),
    kbps: { before: kbpsBetween(first, before), narrow: kbpsBetween(before, after) },
    framesPerSecond: talk?.framesPerSecond ?? 0,
    freezes: grown('video freezeCount'),
    frozenS: round(grown('video totalFreezesDuration'), 1),
    soundGapMs: Math.max(
      longestSilenceMs(sung.filter(({ atMs }) => atMs < wideMs)),
      longestSilenceMs(sung.filter(({ atMs }) => atMs > wideMs)),
    ),
    concealed: round(grown('audio concealedSamples') / grown('audio totalSamplesReceived'), 3),
  };
}

/** The paths of all become narrow for a while, in which they talk, and then wide again. */
export async function throughNarrowPath(company: Company, routes: Routes, kbps: number) {
  const right = layers.find((layer) => layer.kbps <= kbps);
  const { members } = company;
  const figures = () => Promise.all(members.map(({ page }) => readFigures(page)));
  const singAll = async (aloud: boolean) => {
    for (const { page } of members) await sing(page, aloud);
  };
  await singAll(true);
  const watches = members.map(watch);
  const first = await figures();
  await wait(2000);
  const before = await figures();
  const narrowMs = performance.now();
  routes.narrow(kbps * 1000);
  await wait(singS * 1000);
  await singAll(false);
  const talk: Talk[] = await company.talk();
  await singAll(true);
  const after = await figures();
  const wideMs = performance.now();
  routes.narrow(null);
  const isBack = () => watches.every(({ looks }) => (looks.at(-1)?.height ?? 0) >= 720);
  while (!isBack() && performance.now() - wideMs < freeS * 1000) await wait(100);
  for (const one of watches) await one.end();
  const limited = members.map(({ name }, n) => {
    const seen = { looks: watches[n]?.looks ?? [], first: first[n] ?? {}, before: before[n] ?? {} };
    const talked = talk.find(({ to }) => to === name);
    const whole = { ...seen, after: after[n] ?? {}, talk: talked };
    return limitedOf(name, right?.height ?? 0, narrowMs, wideMs, whole);
  });
  return { isRight: isBearable(limited, talk, right?.framesPerSecond ?? 0), kbps, limited, talk };
}

function isBearable(limited: readonly Limited[], talk: readonly Talk[], framesPerSecond: number): boolean {
  return (
    talk.every(({ misheardShare }) => misheardShare <= 0.1) &&
    limited.every(
      (one) =>
        (one.rightAfterS ?? Infinity) <= fallsWithinS &&
        (one.backAfterS ?? Infinity) <= climbsWithinS &&
        one.soundGapMs <= soundGapMaxMs &&
        one.framesPerSecond >= framesPerSecond * framesShare,
    )
  );
}
