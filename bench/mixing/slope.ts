/** Least squares: by how much `y` grows when `x` grows by one. */
export function slopeOf(points: readonly { x: number; y: number }[]): number {
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((all, point) => all + of(point), 0) / points.length;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = points.reduce((all, { x }) => all + (x - meanX) ** 2, 0);
  return points.reduce((all, { x, y }) => all + (x - meanX) * (y - meanY), 0) / spread;
}
