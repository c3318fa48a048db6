import { RenderError } from '@/utils/crm/template/render-error';
import type { Segment } from '@/utils/gotemplate/execute';

/** Names the browser decides (Fetch standard, "forbidden request-header"), and those that change the method. */
const FORBIDDEN = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'access-control-request-private-network',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'permissions-policy',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'via',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
]);

/**
 * Refuses a header name that is no token (RFC 9110, 5.1) or that no template may set.
 *
 * @throws RenderError `header-name` or `header-forbidden`.
 */
export function checkHeaderName(name: string): void {
  if (!/^[!#$%&'*+\-.^_`|~\w]+$/.test(name) || /[^\u0021-\u007e]/.test(name))
    throw new RenderError('header-name', `"${name}" is no name of a header`);
  const lower = name.toLowerCase();
  if (FORBIDDEN.has(lower) || lower.startsWith('sec-') || lower.startsWith('proxy-'))
    throw new RenderError('header-forbidden', `the header ${name} belongs to the browser`);
}

/**
 * A header's value from what a template printed; `undefined` when it is empty: the header is left out.
 *
 * @throws RenderError `header-value` when it holds anything but printable ASCII and tabs.
 */
export function renderHeader(segments: readonly Segment[]): string | undefined {
  const value = segments.map((segment) => segment.text).join('');
  if (/[^\t\u0020-\u007e]/.test(value.replace(/^ +| +$/g, '')))
    throw new RenderError('header-value', 'a header can hold only plain letters, digits and signs');
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}
