import { endOfString, squash } from '@/utils/gjson/scan-path';

/**
 * Splits what follows `#.` or `#(…)#.` at its first pipe: the left side belongs to each element, the right side to the
 * array collected from them. `undefined` when there is no pipe outside brackets and quotes.
 */
export function splitPipe(path: string): { left: string; right: string } | undefined {
  if (!path.includes('|')) return undefined;
  if (path.startsWith('{')) {
    const length = squash(path.slice(1)).length + 1;
    return path[length] === '|' ? { left: path.slice(0, length), right: path.slice(length + 1) } : undefined;
  }
  for (let i = 0; i < path.length; i++) {
    const letter = path[i];
    if (letter === '\\') i++;
    else if (letter === '|') return { left: path.slice(0, i), right: path.slice(i + 1) };
    else if (letter === '.') {
      if (path[i + 1] !== '#') continue;
      i += 2;
      if (path[i] === '[' || path[i] === '(') i = endOfBrackets(path, i);
    }
  }
  return undefined;
}

/** The index of the bracket that closes the one at `start`; brackets of the other shape do not count. */
function endOfBrackets(path: string, start: number): number {
  const open = path[start];
  const close = open === '[' ? ']' : ')';
  let depth = 0;
  for (let i = start; i < path.length; i++) {
    const letter = path[i];
    if (letter === '\\') i++;
    else if (letter === '"') i = endOfString(path, i + 1);
    else if (letter === open) depth++;
    else if (letter === close && --depth === 0) return i;
  }
  return path.length;
}
