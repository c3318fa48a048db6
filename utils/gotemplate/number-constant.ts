const MAX_INT = 2n ** 63n - 1n;

/**
 * A number constant as Go reads it: `bigint` for an integer, `number` for a float (it has a point or an exponent),
 * `undefined` when it is none or overflows. `017` is octal, `_` may part digits.
 */
export function numberConstant(text: string): bigint | number | undefined {
  if (/__|_$|_[.eEpP]|[.eEpP+-]_/.test(text)) return undefined;
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[+-]/, '').replaceAll('_', '');
  if (/^0x/i.test(digits) && /[.p]/i.test(digits)) return hexFloat(digits, sign);
  if (/^0[xob]/i.test(digits)) return digits.length > 2 ? integer(BigInt(digits), sign) : undefined;
  if (/[.e]/i.test(digits)) {
    const value = /\d$|\.$/.test(digits) ? Number(digits) : Number.NaN;
    return Number.isFinite(value) ? sign * value : undefined;
  }
  if (/^0\d/.test(digits)) return /^[0-7]+$/.test(digits) ? integer(BigInt(`0o${digits}`), sign) : undefined;
  return /^\d+$/.test(digits) ? integer(BigInt(digits), sign) : undefined;
}

function integer(value: bigint, sign: number): bigint | undefined {
  if (value > MAX_INT + (sign < 0 ? 1n : 0n)) return undefined;
  return sign < 0 ? -value : value;
}

function hexFloat(digits: string, sign: number): number | undefined {
  const parts = /^0x([\da-f]*)\.?([\da-f]*)p([+-]?\d+)$/i.exec(digits);
  if (!parts) return undefined;
  const [, whole = '', fraction = '', exponent] = parts;
  if (whole === '' && fraction === '') return undefined;
  const mantissa = Number.parseInt(whole + fraction, 16) / 16 ** fraction.length;
  return sign * mantissa * 2 ** Number(exponent);
}
