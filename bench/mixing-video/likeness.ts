import type { Plane } from '../../packages/media-server/src/video/picture/canvas.ts';
import type { Rectangle } from '../../packages/media-server/src/video/picture/rectangle.ts';

const windowSide = 8;
const step = 4;
const stableMean = (0.01 * 255) ** 2;
const stableVariance = (0.03 * 255) ** 2;

/** Structural similarity (Wang et al., 2004) of an area of two planes, 1 where they are the same, in windows of 8×8. */
export function likeness(a: Plane, b: Plane, area: Rectangle): number {
  let sum = 0;
  let windows = 0;
  for (let y = area.y; y + windowSide <= area.y + area.height; y += step) {
    for (let x = area.x; x + windowSide <= area.x + area.width; x += step) {
      sum += likenessAt(a, b, x, y);
      windows += 1;
    }
  }
  return sum / windows;
}

function likenessAt(a: Plane, b: Plane, x: number, y: number): number {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let row = y; row < y + windowSide; row += 1) {
    for (let column = x; column < x + windowSide; column += 1) {
      const one = a.bytes[row * a.stride + column] ?? 0;
      const other = b.bytes[row * b.stride + column] ?? 0;
      sumA += one;
      sumB += other;
      squaresA += one * one;
      squaresB += other * other;
      products += one * other;
    }
  }
  const samples = windowSide * windowSide;
  const [meanA, meanB] = [sumA / samples, sumB / samples];
  const variances = squaresA / samples - meanA ** 2 + squaresB / samples - meanB ** 2;
  const covariance = products / samples - meanA * meanB;
  const means = (2 * meanA * meanB + stableMean) / (meanA ** 2 + meanB ** 2 + stableMean);
  return means * ((2 * covariance + stableVariance) / (variances + stableVariance));
}
