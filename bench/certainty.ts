/** A geometric mean, and where it lies with 95 % certainty. */
export interface Mean {
  readonly mean: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Student's t, two-sided at 95 %, by degrees of freedom from 1 on. What lies beyond has the last, which makes its interval a
 * little too wide.
 */
const T = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093,
];

/**
 * Of logarithms, since 0.5 and 2 are equally far from 1.
 *
 * @param ratios at least two, each of something that happened independently of the others
 */
export function meanOf(ratios: readonly number[]): Mean {
  const mean = geometricMean(ratios);
  const variance = sum(ratios.map((ratio) => Math.log(ratio / mean) ** 2)) / (ratios.length - 1);
  const error = (T[ratios.length - 2] ?? T.at(-1) ?? Number.NaN) * Math.sqrt(variance / ratios.length);
  return { mean, from: mean / Math.exp(error), to: mean * Math.exp(error) };
}

export function geometricMean(ratios: readonly number[]): number {
  return Math.exp(sum(ratios.map(Math.log)) / ratios.length);
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
