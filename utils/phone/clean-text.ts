/** Control characters, bidi controls and invisible marks: they hide or reorder what a reader sees (T-20). */
const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;

/** Text from the network as one harmless line of at most `most` characters. */
export function cleanText(text: string, most = 256): string {
  const line = text
    .slice(0, most * 8)
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(HIDDEN, '')
    .trim();
  return [...line].slice(0, most).join('').trim();
}

/** The user part of a SIP or tel URI, reduced to what a number, an extension or a name of a line may hold. */
export function cleanNumber(user: string): string {
  return unescape(user.slice(0, 256))
    .replace(/;.*$/s, '')
    .replace(/[^0-9A-Za-z+*#._-]/g, '')
    .slice(0, 64);
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
