import { expect, test } from 'vitest';
import { withinTime } from '@/lib/time-limit';

test('what never ends is given up, even where it does not look at its signal', async () => {
  await expect(withinTime(20, () => new Promise(() => {}))).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('what ends before is passed on, answer and refusal alike', async () => {
  await expect(withinTime(60_000, async () => 'answer')).resolves.toBe('answer');
  await expect(withinTime(60_000, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
});
