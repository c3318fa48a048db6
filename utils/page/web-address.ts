const SPACE = /[\s<>"']/;
const LONGEST = 300;

/** Whether the characters between two spaces around a match are a web or mail address. */
export function isInAddress(text: string, start: number, end: number): boolean {
  let from = start;
  let to = end;
  while (from > 0 && start - from < LONGEST && !SPACE.test(text[from - 1]!)) from--;
  while (to < text.length && to - end < LONGEST && !SPACE.test(text[to]!)) to++;
  if (from === start && to === end) return false;
  return /:\/\/|www\.|[\w.]@[\w-]|^[\w-]+\.(?:com|net|org|io)\//i.test(text.slice(from, to));
}
