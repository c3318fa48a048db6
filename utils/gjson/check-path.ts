import { endOfString } from '@/utils/gjson/scan-path';

const CLOSES: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/**
 * What is wrong with a path, in plain words, or `undefined`. At run time a wrong path finds nothing; its author should
 * hear of it before.
 */
export function checkPath(path: string): string | undefined {
  const open: string[] = [];
  for (let i = 0; i < path.length; i++) {
    const letter = path[i]!;
    if (letter === '\\') {
      if (++i === path.length) return 'the path ends in a backslash';
    } else if (letter === '"') {
      i = endOfString(path, i + 1);
      if (i === path.length) return 'a quotation mark is never closed';
    } else if (CLOSES[letter]) open.push(CLOSES[letter]);
    else if (')]}'.includes(letter) && open.pop() !== letter) return `"${letter}" closes nothing`;
  }
  return open.length > 0 ? `a bracket is never closed: "${open.at(-1)}" is missing` : undefined;
}
