/** Digits of a number as stored. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Whether a stored number and a searched one share their last digits, as CRMs that index numbers compare them. */
export function sharesDigits(stored: string, searched: string): boolean {
  const [a, b] = [digitsOf(stored), digitsOf(searched)];
  if (a.length < 3 || b.length < 3) return false;
  const length = Math.min(a.length, b.length);
  return length < 7 ? a === b : a.slice(-length) === b.slice(-length);
}
