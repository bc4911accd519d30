import 'server-only';
import { encode } from 'uqr';

/** A QR code as the path of an SVG, one unit a module. */
export interface QrCode {
  /** Modules a side, with the quiet zone around it (ISO/IEC 18004 §6.3.8: four modules). */
  readonly size: number;
  readonly path: string;
}

/** Draws `text`, so that the browser needs no script for it. */
export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: dark.join('') };
}
