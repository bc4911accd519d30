import { expect, test } from 'vitest';
import { Meter } from '@/local-hosting/meter';
import { costOf } from '@/local-hosting/prices';
import { TokenBucket } from '@/local-hosting/token-bucket';
import { startBareHosting } from './support/bare-hosting';

test('a million requests, an hour of one environment and a gigabyte cost what the price list says', () => {
  const nothing = { requests: 0, billedSeconds: 0, servedBytes: 0 };
  expect(costOf(nothing)).toBe(0);
  expect(costOf({ ...nothing, requests: 1_000_000 })).toBeCloseTo(0.3, 9);
  expect(costOf({ ...nothing, billedSeconds: 3600 })).toBeCloseTo(0.2, 9);
  expect(costOf({ ...nothing, servedBytes: 1_000_000_000 })).toBeCloseTo(0.15, 9);
});

test('time is billed by the millisecond, rounded up', () => {
  const meter = new Meter();
  meter.request(1.2);
  meter.request(10);
  expect(meter.read()).toMatchObject({ requests: 2, billedSeconds: 0.012 });
});

test('tokens flow in up to one second’s worth, and a debt is paid off first', () => {
  let now = 0;
  const bucket = new TokenBucket(100, () => now);
  bucket.pay(250);
  expect(bucket.open).toBe(false);
  now = 1400;
  expect(bucket.open).toBe(false);
  now = 1600;
  expect(bucket.open).toBe(true);
  now = 1_000_000;
  expect(bucket.open).toBe(true);
  bucket.pay(100);
  expect(bucket.open, 'no more than one second’s worth was kept').toBe(false);
});

test('the meter answers over HTTP, with work in seconds and money', async () => {
  const hosting = await startBareHosting();
  try {
    const read = async () => (await fetch(`${hosting.origin}/__hosting/meter`)).json();
    expect(await read()).toEqual({
      requests: 0,
      coldStarts: 0,
      environments: 0,
      billedSeconds: 0,
      throttled: 0,
      cost: 0,
    });
    await fetch(`${hosting.origin}/slow?ms=200`);
    const after = await read();
    expect(after).toMatchObject({ requests: 1, coldStarts: 1, environments: 1, throttled: 0 });
    expect(after.billedSeconds).toBeGreaterThan(0.19);
    expect(after.cost).toBeGreaterThan((after.billedSeconds / 3600) * 0.2);
  } finally {
    await hosting.stop();
  }
});
