import { encode } from 'uqr';

/** A QR code as one path of squares in a drawing of `size` by `size`. */
export interface QrCode {
  readonly size: number;
  readonly path: string;
}

/** Draws `text` as a QR code with the quiet border of four squares that its standard asks for. */
export function drawQrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const path = data.map((row, y) => {
    const dark = row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''));
    return dark.join('');
  });
  return { size, path: path.join('') };
}
