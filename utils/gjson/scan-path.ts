/** Small readers of path text: where a bracket closes, where a quoted string ends. */

/** The index of the quote that closes the string opened before `at`, or the path's length. */
export function endOfString(path: string, at: number): number {
  for (; at < path.length; at++) {
    if (path[at] === '\\') at++;
    else if (path[at] === '"') return at;
  }
  return path.length;
}

/**
 * The part of `text` up to the bracket that closes its first character, which counts as an opening one whatever it is;
 * the whole text when nothing closes it.
 */
export function squash(text: string): string {
  let depth = 1;
  for (let i = 1; i < text.length; i++) {
    const letter = text[i]!;
    if (letter === '"') i = endOfString(text, i + 1);
    else if (letter === '{' || letter === '[' || letter === '(') depth++;
    else if ((letter === '}' || letter === ']' || letter === ')') && --depth === 0)
      return text.slice(0, i + 1);
  }
  return text;
}

/** Cuts the characters up to and including the space off both ends. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text[start]! <= ' ') start++;
  while (end > start && text[end - 1]! <= ' ') end--;
  return text.slice(start, end);
}
