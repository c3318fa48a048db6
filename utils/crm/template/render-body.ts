import { RenderError } from '@/utils/crm/template/render-error';
import type { Segment } from '@/utils/gotemplate/execute';

const BARE = /^(-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|true|false|null)$/;

/**
 * A JSON body from what a template printed. Literal text is structure; data never is: inside a string it is escaped,
 * outside it is a number, `true`, `false` or `null` when it looks like one, `null` when empty, else a quoted string.
 *
 * @throws RenderError `body-invalid-json` when the result is not JSON; then nothing is sent.
 */
export function renderBody(segments: readonly Segment[]): string {
  let body = '';
  let inString = false;
  let escaping = false;
  for (const segment of segments) {
    if (!segment.literal) {
      // "\{{.A}}" would let data choose the escape.
      if (escaping) throw invalid();
      body += inString ? insideString(segment) : outsideString(segment);
      continue;
    }
    body += segment.text;
    for (const letter of segment.text) {
      if (escaping) escaping = false;
      else if (inString && letter === '\\') escaping = true;
      else if (letter === '"') inString = !inString;
    }
  }
  if (!isJson(body)) throw invalid();
  return body;
}

function insideString({ text, by }: Segment & { literal: false }): string {
  if (by === 'js' && isJson(`"${text}"`)) return text;
  return JSON.stringify(text).slice(1, -1);
}

function outsideString({ text, by }: Segment & { literal: false }): string {
  const trimmed = text.trim();
  if (trimmed === '') return 'null';
  if (BARE.test(trimmed)) return trimmed;
  if (by === 'printf' && /^".*"$/s.test(trimmed) && isJson(trimmed)) return trimmed;
  return JSON.stringify(by === 'printf' ? unquoted(text) : text);
}

/** `printf "%q"` writes Go's escapes, of which JSON lacks some: the value itself is what was meant. */
function unquoted(text: string): string {
  if (!/^".*"$/s.test(text)) return text;
  const json = text
    .replace(/\\x([\da-f]{2})/g, '\\u00$1')
    .replaceAll('\\a', '\\u0007')
    .replaceAll('\\v', '\\u000b');
  return isJson(json) ? (JSON.parse(json) as string) : text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const invalid = () =>
  new RenderError(
    'body-invalid-json',
    'what the template makes of this call is not JSON, so nothing was sent',
  );
