/**
 * Whether a text matches a pattern: `*` is any run of characters, `?` any one character, a backslash takes the next
 * character as it is. Runs in time proportional to text times pattern, whatever the pattern.
 */
export function matchesWildcard(text: string, pattern: string): boolean {
  const letters = Array.from(text);
  const tokens = tokensOf(pattern);
  let token = 0;
  let star = -1;
  let starLetter = 0;
  for (let letter = 0; letter < letters.length;) {
    const wanted = tokens[token];
    if (wanted === ANY_RUN) {
      star = token++;
      starLetter = letter;
    } else if (wanted !== undefined && (wanted === ANY_ONE || wanted === letters[letter])) {
      token++;
      letter++;
    } else if (star >= 0) {
      token = star + 1;
      letter = ++starLetter;
    } else return false;
  }
  while (tokens[token] === ANY_RUN) token++;
  return token === tokens.length;
}

const ANY_RUN = Symbol('*');
const ANY_ONE = Symbol('?');
/** A pattern that ends in a backslash matches nothing. */
const NEVER = Symbol('nothing');

function tokensOf(pattern: string): (string | symbol)[] {
  const tokens: (string | symbol)[] = [];
  const letters = Array.from(pattern);
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i]!;
    if (letter === '*') tokens.push(ANY_RUN);
    else if (letter === '?') tokens.push(ANY_ONE);
    else if (letter === '\\') tokens.push(letters[++i] ?? NEVER);
    else tokens.push(letter);
  }
  return tokens;
}
