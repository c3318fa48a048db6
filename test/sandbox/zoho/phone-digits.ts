/**
 * Substring search over the digits of many phone numbers, as Zoho's `phone` search does it here: a stored number hits when
 * its digits contain the digits asked for.
 *
 * All digits lie in one long string, so that a search over 100,000 numbers is a few native `indexOf` calls. New numbers
 * wait in a short tail that is scanned one by one until it is worth joining them.
 */
export interface PhoneDigits {
  add(id: string, digits: string): void;
  /** Ids of entries that contain `digits`. A changed or deleted number may still be named: the caller checks the record. */
  find(digits: string): Set<string>;
}

const TAIL_LIMIT = 2_000;

export const digitsOf = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/\D/g, '') : '';

export function createPhoneDigits(): PhoneDigits {
  const ids: string[] = [];
  const starts: number[] = [];
  let joined = '';
  let tail: { id: string; digits: string }[] = [];

  function joinTail(): void {
    const parts: string[] = [];
    let position = joined.length;
    for (const { id, digits } of tail) {
      ids.push(id);
      starts.push(position);
      parts.push(digits, '|');
      position += digits.length + 1;
    }
    joined += parts.join('');
    tail = [];
  }

  function ownerOf(position: number): string {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return ids[low]!;
  }

  return {
    add(id, digits) {
      if (digits) tail.push({ id, digits });
    },
    find(digits) {
      if (tail.length > TAIL_LIMIT) joinTail();
      const found = new Set<string>();
      for (let at = joined.indexOf(digits); at >= 0; at = joined.indexOf(digits, at + 1))
        found.add(ownerOf(at));
      for (const entry of tail) if (entry.digits.includes(digits)) found.add(entry.id);
      return found;
    },
  };
}
