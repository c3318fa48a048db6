const SHORT: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Resolves the escapes between a JSON string's quotes. `\u` with fewer than four hex digits ends the string there. */
export function unescapeJson(raw: string): string {
  if (!raw.includes('\\')) return raw;
  let text = '';
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] !== '\\') {
      text += raw[i];
      continue;
    }
    const letter = raw[++i];
    if (letter === undefined) break;
    if (letter !== 'u') {
      text += SHORT[letter] ?? letter;
      continue;
    }
    const hex = raw.slice(i + 1, i + 5);
    if (!/^[0-9a-fA-F]{4}$/.test(hex)) break;
    text += String.fromCharCode(Number.parseInt(hex, 16));
    i += 4;
  }
  return text.toWellFormed();
}

/** A text as a JSON string with quotes; `<`, `>` and `&` are escaped too, as gjson does. */
export function escapeJson(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
