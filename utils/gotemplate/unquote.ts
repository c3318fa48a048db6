const SHORT: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|([abfnrtv\\"']))/y;

/**
 * The text of a Go string or character constant with its quotes (Go specification, "String literals"), or `undefined`
 * when an escape is wrong. `\x` and octal escapes are bytes in Go; here only ASCII ones are accepted.
 */
export function unquote(constant: string): string | undefined {
  const quote = constant[0]!;
  const inner = constant.slice(1, -1);
  if (quote === '`') return inner.replaceAll('\r', '');
  let text = '';
  for (let i = 0; i < inner.length;) {
    if (inner[i] !== '\\') {
      text += inner[i++];
      continue;
    }
    ESCAPE.lastIndex = i;
    const found = ESCAPE.exec(inner);
    if (!found) return undefined;
    const [whole, hex, unicode, long, octal, short] = found;
    if (short !== undefined) {
      if ((short === '"' || short === "'") && short !== quote) return undefined;
      text += SHORT[short] ?? short;
    } else {
      const code =
        octal === undefined ? Number.parseInt(hex ?? unicode ?? long!, 16) : Number.parseInt(octal, 8);
      const isByte = hex !== undefined || octal !== undefined;
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || (isByte && code > 0x7f)) return undefined;
      text += String.fromCodePoint(code);
    }
    i += whole.length;
  }
  return text;
}
