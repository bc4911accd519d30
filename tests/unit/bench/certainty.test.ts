import { expect, test } from 'vitest';
import { meanOf, median } from '@/bench/certainty';
import { type Cell, compare, type Generation, mediansOf, type Wanted } from '@/bench/generations';

/** The same sequence of every run, as even as `Math.random`'s (Mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Normally distributed around 0 (Box and Muller). */
const normalOf = (random: () => number) => () =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const round = (cpuMicroseconds: number) => ({
  cpuMicroseconds,
  perSecond: 1e6 / cpuMicroseconds,
  requests: 100,
  p50Ms: 1,
  p99Ms: 2,
});

/** A generation whose process for `own` needs so many times what `other` needs, by a round of noise each. */
function generationOf(times: number, noise: () => number): Generation<'own' | 'other'> {
  const cell = (kind: Cell<string>['kind'], connections: number) => ({
    kind,
    connections,
    rounds: [1, 2, 3].map(() => ({ own: round(1000 * times * noise()), other: round(1000 * noise()) })),
  });
  return [cell('handler', 1), cell('handler', 16), cell('page', 1)];
}

test('the mean is of logarithms, and its interval Student’s', () => {
  // By hand: logs of ±ln 2 around 0, a standard error of ln 2, t of 12.706 with one degree of freedom.
  const { mean, from, to } = meanOf([2, 0.5]);
  expect(mean).toBeCloseTo(1, 10);
  expect(Math.log2(to)).toBeCloseTo(12.706, 6);
  expect(Math.log2(from)).toBeCloseTo(-12.706, 6);
});

test('the median of an even number lies between the middle two', () => {
  expect(median([9, 1, 3])).toBe(3);
  expect(median([9, 1, 3, 4])).toBe(3.5);
});

test('a comparison is by requests and by processor time, of the kind and connections that were asked for', () => {
  const twice = generationOf(2, () => 1);
  const generation = twice.map((cell) =>
    cell.kind === 'handler' && cell.connections === 16
      ? { ...cell, rounds: cell.rounds.map(({ other }) => ({ own: round(8000), other })) }
      : cell,
  );
  const beside = (wanted: Wanted) => compare([generation, generation], ['own', ['other']], wanted);
  expect(beside({ kind: 'handler', connections: 1 }).byCpu.mean).toBeCloseTo(1 / 2, 10);
  expect(beside({ kind: 'handler', connections: 16 }).byCpu.mean).toBeCloseTo(1 / 8, 10);
  expect(beside({ kind: 'handler', connections: 16 }).byRequests.mean).toBeCloseTo(1 / 8, 10);
  expect(beside({ kind: 'handler' }).byCpu.mean).toBeCloseTo(1 / 4, 10);
  expect(beside({ kind: 'page' }).byCpu.mean).toBeCloseTo(1 / 2, 10);
  const medians = mediansOf([generation, generation], 'own', { kind: 'handler' });
  expect(medians).toMatchObject({ cpuMicroseconds: 5000, p50Ms: 1, p99Ms: 2 });
});

test('beside two processes of one build a variant stands beside both together', () => {
  const generation = generationOf(1, () => 1).map(({ rounds, ...cell }) => ({
    ...cell,
    rounds: rounds.map(() => ({ own: round(1000), first: round(500), second: round(2000) })),
  }));
  const beside = (others: ('first' | 'second')[]) =>
    compare([generation, generation], ['own', others], { kind: 'page' });
  expect(beside(['first']).byCpu.mean).toBeCloseTo(1 / 2, 10);
  expect(beside(['first', 'second']).byCpu.mean).toBeCloseTo(1, 10);
  expect(beside(['first', 'second']).byRequests.mean).toBeCloseTo(1, 10);
});

test('one round in which the machine stood still says nothing', () => {
  const stalled = generationOf(1, () => 1).map(({ rounds, ...cell }) => ({
    ...cell,
    rounds: rounds.with(0, { own: round(50_000), other: round(1000) }),
  }));
  expect(compare([stalled, stalled], ['own', ['other']], { kind: 'handler' }).byCpu.mean).toBeCloseTo(1, 10);
});

test('processes that differ by 15 % and rounds by 5 % leave the truth inside the interval 95 times in a hundred', () => {
  const normal = normalOf(randomOf(20_261_122));
  const noise = () => Math.exp(0.05 * normal());
  const runs = Array.from({ length: 4000 }, () =>
    compare(
      Array.from({ length: 5 }, () => generationOf(Math.exp(0.15 * normal()), noise)),
      ['own', ['other']],
      { kind: 'handler' },
    ),
  );
  const right = runs.filter(({ byCpu: { from, to } }) => from <= 1 && to >= 1).length / runs.length;
  expect(right).toBeGreaterThan(0.94);
  expect(right).toBeLessThan(0.96);
});
