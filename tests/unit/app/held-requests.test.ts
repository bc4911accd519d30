import { expect, it } from 'vitest';
import { MOST_HELD, whileHeld } from '@/lib/http/held-requests';

it('holds so many requests of one browser and no more, and others’ all the same', async () => {
  let release = () => {};
  const over = new Promise<void>((resolve) => {
    release = resolve;
  });
  const waiting = Array.from({ length: MOST_HELD }, () => whileHeld('laptop', () => over));
  const refusal = { code: 'too_many_requests', status: 429, retryAfterSeconds: 20 };
  await expect(whileHeld('laptop', async () => 'answer')).rejects.toMatchObject(refusal);
  expect(await whileHeld('phone', async () => 'answer')).toBe('answer');
  release();
  await Promise.all(waiting);
  expect(await whileHeld('laptop', async () => 'answer')).toBe('answer');
});

it('counts a request that fails as over', async () => {
  const fail = () => whileHeld('tablet', () => Promise.reject(new Error('gone')));
  for (let i = 0; i <= MOST_HELD; i += 1) await expect(fail()).rejects.toThrow('gone');
});
