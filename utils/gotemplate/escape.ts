/**
 * RFC 3986, strictly: every UTF-8 byte except `A-Z a-z 0-9 - _ . ~` becomes `%XX`, so a space is `%20` and a `+` is
 * `%2B`. Go has no function that does both.
 */
export const urlEncode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Go's `urlquery`: as `urlEncode`, but a space is `+`. */
export const urlQuery = (text: string): string => urlEncode(text).replaceAll('%20', '+');

const HTML: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&#39;',
  '"': '&#34;',
  '\0': '\ufffd',
};

/** Go's `html`. */
export const escapeHtml = (text: string): string => text.replace(/[&<>'"\0]/g, (letter) => HTML[letter]!);

const JS: Record<string, string> = { '\\': '\\\\', "'": "\\'", '"': '\\"' };
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** Go's `js`: the inside of a JavaScript string. */
export function escapeJs(text: string): string {
  let escaped = '';
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    if (JS[letter]) escaped += JS[letter];
    else if (code < 0x20 || '<>&='.includes(letter) || (code > 0x7e && !PRINTABLE.test(letter)))
      escaped += `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
    else escaped += letter;
  }
  return escaped;
}
