import type { Quality } from '@cloudmeet/contracts';
import type { NetworkState, PeerStats } from '../store/peers-slice.ts';

/** What all media paths say together. Loss is a fraction, rates are kbit/s over all peers. */
export interface NetworkReading {
  sentKbps: number;
  receivedKbps: number;
  sentLoss: number;
  receivedLoss: number;
  rttMs: number | null;
  /** Whether most senders lack bandwidth; badly when next to nothing gets through. */
  starved: 'no' | 'some' | 'badly';
}

export interface Grade {
  quality: Quality;
  limitedBy: NetworkState['limitedBy'];
}

const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
};

/**
 * My own network from all paths: the median, because one bad path is the other side's, and all bad paths are mine.
 * Null without any path.
 */
export function readNetwork(paths: readonly PeerStats[]): NetworkReading | null {
  if (paths.length === 0) return null;
  const rtts = paths.flatMap(({ rttMs }) => rttMs ?? []);
  return {
    sentKbps: paths.reduce((sum, { sentKbps }) => sum + sentKbps, 0),
    receivedKbps: paths.reduce((sum, { receivedKbps }) => sum + receivedKbps, 0),
    sentLoss: median(paths.map(({ sentLoss }) => sentLoss)),
    receivedLoss: median(paths.map(({ receivedLoss }) => receivedLoss)),
    rttMs: rtts.length === 0 ? null : median(rtts),
    starved: starvation(paths),
  };
}

/** Below this a camera picture is a slide show. */
const hardlySentKbps = 100;

function starvation(paths: readonly PeerStats[]): NetworkReading['starved'] {
  const starved = paths.filter(({ limitedBy }) => limitedBy === 'bandwidth');
  if (starved.length * 2 <= paths.length) return 'no';
  return median(starved.map(({ sentKbps }) => sentKbps)) < hardlySentKbps ? 'badly' : 'some';
}

const starvedGrades = { no: 'good', some: 'fair', badly: 'poor' } as const satisfies Record<
  NetworkReading['starved'],
  Quality
>;

const bounds = {
  loss: { fair: 0.03, poor: 0.08 },
  rttMs: { fair: 300, poor: 600 },
};

const gradeOf = (value: number, { fair, poor }: { fair: number; poor: number }): Quality =>
  value >= poor ? 'poor' : value >= fair ? 'fair' : 'good';

const worse: Record<Quality, number> = { good: 0, fair: 1, poor: 2 };

/** The worst of loss up, loss down, delay and starvation, and which of them it was. */
export function gradeNetwork(reading: NetworkReading): Grade {
  const grades: Grade[] = [
    { quality: gradeOf(reading.sentLoss, bounds.loss), limitedBy: 'uplink' },
    { quality: starvedGrades[reading.starved], limitedBy: 'uplink' },
    { quality: gradeOf(reading.receivedLoss, bounds.loss), limitedBy: 'downlink' },
    { quality: gradeOf(reading.rttMs ?? 0, bounds.rttMs), limitedBy: 'delay' },
  ];
  const worst = grades.reduce((most, one) => (worse[one.quality] > worse[most.quality] ? one : most));
  return worst.quality === 'good' ? { quality: 'good', limitedBy: null } : worst;
}

/** Readings that must agree before the shown quality changes: it falls after two, it rises after three. */
const fallAfter = 2;
const riseAfter = 3;

/** Keeps the shown quality from flickering. */
export class SteadyGrade {
  #shown: Grade = { quality: 'good', limitedBy: null };
  #run = 0;
  #rising = false;

  get shown(): Grade {
    return this.#shown;
  }

  /** One reading every two seconds; true when the shown quality changed. */
  update(grade: Grade): boolean {
    const step = worse[grade.quality] - worse[this.#shown.quality];
    if (step === 0) {
      this.#run = 0;
      return false;
    }
    const rising = step < 0;
    this.#run = rising === this.#rising ? this.#run + 1 : 1;
    this.#rising = rising;
    if (this.#run < (rising ? riseAfter : fallAfter)) return false;
    this.#run = 0;
    this.#shown = grade;
    return true;
  }

  reset(): void {
    this.#shown = { quality: 'good', limitedBy: null };
    this.#run = 0;
  }
}
