import { LIMITS } from '@/utils/crm/template/limits';
import { isPrivateHost } from '@/utils/crm/template/private-host';
import { RenderError } from '@/utils/crm/template/render-error';
import { urlEncode } from '@/utils/gotemplate/escape';
import type { Segment } from '@/utils/gotemplate/execute';

export interface UrlRules {
  /** Variables that may name the host: the user's own fields, never data of a call or an answer. */
  readonly trusted: ReadonlySet<string>;
  /** Origins the user agreed to. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** Origins in the user's own network that the user named on purpose. */
  readonly allowedPrivate?: ReadonlySet<string>;
}

type Place = 'authority' | 'path' | 'query' | 'fragment';
type Dynamic = Segment & { literal: false };

const LABELS = /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*(:\d{1,5})?$/i;
const BASE = /^https:\/\/[^/?#@\\\s]+(\/[^?#\\\s]*)?$/i;

/**
 * A request's address from what a template printed. Literal text is structure; data is encoded by the place it goes
 * to, so that a caller's number cannot add a parameter. `undefined` when the template printed nothing: skip the request.
 *
 * @throws RenderError when the address would leave the origins the user agreed to, or a value would change its meaning.
 */
export function renderUrl(segments: readonly Segment[], rules: UrlRules): string | undefined {
  const text = assembleUrl(segments, rules.trusted);
  if (text === '') return undefined;
  const url = parseUrl(text);
  if (url.protocol !== 'https:') throw new RenderError('scheme', 'the address does not begin with https://');
  if (isPrivateHost(url.hostname) && !rules.allowedPrivate?.has(url.origin))
    throw new RenderError('private-host', 'the address is inside your own network');
  if (!rules.allowedOrigins.has(url.origin))
    throw new RenderError('origin', `${url.host} is not among the hosts you agreed to`);
  return text;
}

/** Joins literal and dynamic parts by the rules of addresses; used for pages to open, too. */
export function assembleUrl(segments: readonly Segment[], trusted: ReadonlySet<string>): string {
  let url = '';
  for (const [i, segment] of segments.entries()) {
    if (segment.literal) url += literalText(segment.text, url === '');
    else if (segment.text !== '' || placeOf(url) === 'path')
      url += dynamicText(url, segment, trusted, segments[i + 1]);
  }
  url = url.trimEnd();
  if (url.length > LIMITS.urlChars) throw new RenderError('too-long', 'the address is too long');
  if (url !== '') refuseDots(url);
  return url;
}

/** Parses an address that must stand on its own and hold no user name. */
export function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw new RenderError('scheme', 'the address is incomplete: it must begin with https://');
  if (url.username !== '' || url.password !== '')
    throw new RenderError('user-info', 'the address holds a user name or password');
  return url;
}

function literalText(text: string, isStart: boolean): string {
  const trimmed = isStart ? text.trimStart() : text;
  if (/[\u0000-\u001f\u007f]/.test(trimmed.trimEnd()))
    throw new RenderError('control-char', 'the address holds a line break or another control character');
  return trimmed;
}

function placeOf(url: string): Place {
  if (url.includes('#')) return 'fragment';
  if (url.includes('?')) return 'query';
  return /^[^/]*\/\/[^/]*\//.test(url) ? 'path' : 'authority';
}

function dynamicText(
  url: string,
  segment: Dynamic,
  trusted: ReadonlySet<string>,
  next: Segment | undefined,
): string {
  const isTrusted = segment.from.every((name) => trusted.has(name));
  switch (placeOf(url)) {
    case 'authority':
      return authorityText(url, segment, isTrusted, next);
    case 'path':
      return pathText(segment, isTrusted);
    case 'query':
      return isTrusted && /[?&]$/.test(url) ? encodeKeeping(segment, /[&=+/:]/) : encoded(segment);
    case 'fragment':
      return encoded(segment);
  }
}

function authorityText(
  url: string,
  { text, from }: Dynamic,
  isTrusted: boolean,
  next: Segment | undefined,
): string {
  if (!isTrusted)
    throw new RenderError('untrusted-origin', `{{.${from[0]}}} must not decide which host is asked`);
  if (url === '') {
    if (!BASE.test(text))
      throw new RenderError('host', `{{.${from[0]}}} must be an address such as https://crm.example`);
    return next?.literal && next.text.startsWith('/') ? text.replace(/\/+$/, '') : text;
  }
  if (!(url.endsWith(':') && !url.endsWith('://') ? /^\d{1,5}$/ : LABELS).test(text))
    throw new RenderError('host', `{{.${from[0]}}} must be the name of a host, such as crm.example.com`);
  return text;
}

function pathText(segment: Dynamic, isTrusted: boolean): string {
  if (segment.text === '' && segment.from.length > 0)
    throw new RenderError('empty-path-value', `{{.${segment.from[0]}}} is empty`);
  return isTrusted ? encodeKeeping(segment, /\//) : encoded(segment);
}

const isEncoded = (segment: Dynamic) => segment.by === 'UrlEncode' || segment.by === 'urlquery';

const encoded = (segment: Dynamic) => (isEncoded(segment) ? segment.text : urlEncode(segment.text));

/** The user's own values may hold structure; everything else in them is encoded. */
function encodeKeeping(segment: Dynamic, kept: RegExp): string {
  if (isEncoded(segment)) return segment.text;
  return Array.from(segment.text, (letter) => (kept.test(letter) ? letter : urlEncode(letter))).join('');
}

/** `.` and `..` would climb to another address. */
function refuseDots(url: string): void {
  const path = /^[^/]*\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? '';
  if (path.split('/').some((part) => /^(\.|%2e){1,2}$/i.test(part)))
    throw new RenderError('dot-segment', 'the address holds "." or ".." as a part of its path');
}
