import { expect, test } from 'vitest';
import { qrCode } from '@/lib/data/qr-code';

const QUIET = 4;

/** The modules of a code, row by row: 1 is dark. */
function modulesOf({ size, path }: ReturnType<typeof qrCode>): number[][] {
  const rows = Array.from({ length: size }, () => Array<number>(size).fill(0));
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    const row = rows[Number(y)];
    if (row) row[Number(x)] = 1;
  }
  return rows;
}

test('a QR code has its three finders inside a quiet zone, which is all that a camera looks for first', () => {
  const code = qrCode(`otpauth://totp/Latchkey:ada@example.com?secret=${'A'.repeat(52)}&issuer=Latchkey`);
  const rows = modulesOf(code);
  const last = code.size - QUIET - 7;
  // A ring, a gap and a block of three by three (ISO/IEC 18004 §6.3.3).
  const finder = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];
  for (const [x, y] of [
    [QUIET, QUIET],
    [last, QUIET],
    [QUIET, last],
  ] as const) {
    const found = rows.slice(y, y + 7).map((row) => row.slice(x, x + 7).join(''));
    expect(found).toEqual(finder);
  }
  expect((code.size - 2 * QUIET - 17) % 4).toBe(0);
  const edges = [...rows.slice(0, QUIET), ...rows.slice(-QUIET)].flat();
  expect(edges.every((module) => module === 0)).toBe(true);
});

test('another text makes another code', () => {
  expect(qrCode('otpauth://totp/a').path).not.toBe(qrCode('otpauth://totp/b').path);
});
