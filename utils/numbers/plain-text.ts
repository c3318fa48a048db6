/** Stands for a character that takes no room: soft hyphen, joiners, direction marks. */
export const NO_WIDTH = '\u200b';

/** First code points of the decimal digit runs of the scripts in use (Unicode general category Nd, BMP). */
const DIGIT_ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
  0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

/** All digits that `toPlainText` knows, as they stand in a character class. */
export const DIGIT_CLASS = `0-9${DIGIT_ZEROS.map((zero) => `${String.fromCharCode(zero)}-${String.fromCharCode(zero + 9)}`).join('')}`;

const LOOKALIKES: Record<string, string> = {
  ' ': '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f\u00ad',
  '-': '\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u30fc\u4e00\ufe58\ufe63\uff0d\uff70',
  '.': '\uff0e\u2024\ufe52',
  '/': '\uff0f\u2044\u2215',
  '+': '\uff0b\ufe62',
  '(': '\uff08\ufe59',
  ')': '\uff09\ufe5a',
  '[': '\uff3b',
  ']': '\uff3d',
  '~': '\uff5e\u223c\u301c\u2053',
  ',': '\uff0c\u3001\u060c',
  ';': '\uff1b\u061b',
  ':': '\uff1a',
  '#': '\uff03',
  '=': '\uff1d',
  '\n': '\r\u2028\u2029\u0085',
  [NO_WIDTH]:
    '\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u061c',
};

let twins: Map<number, string> | undefined;

/** The ASCII twin of each character that has one; made for the first text that needs it. */
function makeTwins(): Map<number, string> {
  const table = new Map<number, string>();
  for (const zero of DIGIT_ZEROS) for (let i = 0; i < 10; i++) table.set(zero + i, String(i));
  for (const [plain, alike] of Object.entries(LOOKALIKES))
    for (const char of alike) table.set(char.charCodeAt(0), plain);
  // Full-width Latin letters, for vanity numbers and extension words.
  for (let i = 0; i < 26; i++) {
    table.set(0xff21 + i, String.fromCharCode(65 + i));
    table.set(0xff41 + i, String.fromCharCode(97 + i));
  }
  return table;
}

const NEEDS_MAPPING = /[^\u0020-\u007e\u00c0-\u024f\u0400-\u052f\n]/;

/**
 * The text with digits of all scripts, dashes, spaces, brackets and full-width forms as their ASCII twin, one UTF-16
 * unit for one, so that an offset in the result is the offset in the text. Characters without width become `NO_WIDTH`.
 */
export function toPlainText(text: string): string {
  if (!NEEDS_MAPPING.test(text)) return text;
  const table = (twins ??= makeTwins());
  let plain = '';
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80 && code !== 9 && code !== 11 && code !== 12 && code !== 13) continue;
    const twin = table.get(code);
    if (twin === undefined) continue;
    plain += text.slice(copied, i) + twin;
    copied = i + 1;
  }
  return plain + text.slice(copied);
}
