/** Unix time in milliseconds that never goes back: what RTP timestamps inside this node are made of. */
export function unixNowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** The RTP timestamp of a moment, as the mixing processes make it. */
export function timestampAt(unixMs: number, clockRate: number): number {
  return Math.round((unixMs * clockRate) / 1000) % 0x100000000;
}
