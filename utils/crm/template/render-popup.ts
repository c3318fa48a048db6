import { RenderError } from '@/utils/crm/template/render-error';
import { assembleUrl, parseUrl } from '@/utils/crm/template/render-url';
import type { Segment } from '@/utils/gotemplate/execute';

/** Marks that reorder or hide text: an address shown with them is not the address opened. */
const DECEIVING = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/**
 * The page to open for a contact, from a template or from a field of the CRM's answer. `undefined` when it is blank.
 *
 * @throws RenderError when it is no web page, holds a user name, or hides what it is.
 */
export function renderPopup(
  page: readonly Segment[] | string,
  trusted: ReadonlySet<string>,
): string | undefined {
  const text = typeof page === 'string' ? page.trim() : assembleUrl(page, trusted);
  if (text === '') return undefined;
  if (DECEIVING.test(text)) throw new RenderError('control-char', 'the page address holds hidden characters');
  if (!/^https?:\/\/[^/]/i.test(text))
    throw new RenderError('popup-scheme', 'only pages that begin with https:// or http:// can be opened');
  parseUrl(text);
  return text;
}
