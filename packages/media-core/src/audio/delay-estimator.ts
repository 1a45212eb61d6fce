/** How long a packet must be kept so that nearly all are there when they are played. */
export interface DelayEstimator {
  /** Takes a packet's time at the sender and its time of arrival, both in milliseconds of any origin. */
  update(sentMs: number, arrivedMs: number): void;
  /** What to aim for now, in milliseconds. */
  targetMs(): number;
  /** The least time from sending to arrival lately, in the difference of both clocks. */
  fastestMs(): number;
  /** How much later than the fastest packet the share of packets came that has to be there in time, in steps of 5 ms. */
  lateMs(): number;
  /** Interarrival jitter (RFC 3550 section 6.4.1), in milliseconds. */
  jitterMs(): number;
}

export interface DelayOptions {
  /** The share of packets that has to be there in time. Default 0.97. */
  share?: number;
  /** Never less than this. Default 10 ms. */
  leastMs?: number;
  /** Never more than this. Default 300 ms. */
  mostMs?: number;
}

const bucketMs = 5;
const buckets = 120;
/** Weight of what was seen before, per packet: a step up counts within some packets, a step down after seconds. */
const memory = 0.995;
const weightMax = 1e9;
/** The fastest packet is looked for in the last 4 to 8 s, so that drifting clocks do no harm. */
const windowMs = 4000;
/** More than the percentile: the next packets are not the last ones. */
const spareMs = 5;
/** What is later than this is no delay: the sender's clock stood still or was set. */
const plausibleMs = 1000;

/** How often each bucket was seen lately. */
function createForgetfulHistogram() {
  const weights = new Float64Array(buckets);
  let total = 0;
  /** What the next one weighs. It grows instead of all others shrinking. */
  let weight = 1;
  return {
    add(bucket: number): void {
      weight /= memory;
      weights[bucket] = (weights[bucket] ?? 0) + weight;
      total += weight;
      if (weight < weightMax) return;
      for (let n = 0; n < buckets; n += 1) weights[n] = (weights[n] ?? 0) / weight;
      total /= weight;
      weight = 1;
    },
    /** The bucket up to which a share of all lies. */
    percentile(share: number): number {
      let sum = 0;
      for (let n = 0; n < buckets; n += 1) {
        sum += weights[n] ?? 0;
        if (sum >= share * total) return n;
      }
      return buckets;
    },
  };
}

/**
 * The target is a percentile of how much later than the fastest one each packet comes: a histogram that forgets. It
 * grows within a few late packets and shrinks over about ten seconds.
 */
export function createDelayEstimator(options: DelayOptions = {}): DelayEstimator {
  const { share = 0.97, leastMs = 10, mostMs = 300 } = options;
  const histogram = createForgetfulHistogram();
  let fastest = Infinity;
  let fastestBefore = Infinity;
  let windowStart = -Infinity;
  let last: number | null = null;
  let jitter = 0;
  let late: number | null = 0;

  const lateMs = (): number => {
    // Only who is played asks for it: of many who are not, packets are counted alone.
    late ??= histogram.percentile(share) * bucketMs;
    return late;
  };

  return {
    update(sentMs, arrivedMs) {
      const transit = arrivedMs - sentMs;
      if (last !== null) jitter += (Math.abs(transit - last) - jitter) / 16;
      last = transit;
      if (arrivedMs - windowStart > windowMs) {
        fastestBefore = fastest;
        fastest = Infinity;
        windowStart = arrivedMs;
      }
      if (transit - Math.min(fastest, fastestBefore) > plausibleMs) {
        fastest = transit;
        fastestBefore = Infinity;
      }
      fastest = Math.min(fastest, transit);
      const behind = transit - Math.min(fastest, fastestBefore);
      histogram.add(Math.min(buckets - 1, Math.ceil(behind / bucketMs)));
      late = null;
    },
    targetMs: () => Math.min(mostMs, Math.max(leastMs, lateMs() + spareMs)),
    fastestMs: () => Math.min(fastest, fastestBefore),
    lateMs,
    jitterMs: () => jitter,
  };
}
