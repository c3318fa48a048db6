import type { CallOrigin } from '@/utils/phone/call';

/** A number clicked on a page, as its content script tells it. */
export interface PageDialRequest {
  /** E.164, or digits as found. */
  number: string;
  /** Extension digits behind the number. */
  ext?: string;
  /** ISO 3166 region the number was read in. */
  country: string;
  /** The record the page shows, from its address or the row's. */
  record?: CallOrigin;
  /** The content script saw a real click on something visible. The engine asks the user when it did not. */
  trusted: boolean;
  /** Why the engine should ask although the click was real. */
  doubt?: 'differs-from-link' | 'mixed-script';
}

/** The page a content script's message came from, as the browser says. */
export interface SenderPage {
  host: string;
  tabId?: number;
  /** The frame within the tab. */
  frameId?: number;
}

const text = (value: unknown, pattern: RegExp) =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

function readRecord(value: unknown): CallOrigin | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { module, id } = value as Record<string, unknown>;
  const known = {
    module: text(module, /^[A-Za-z][A-Za-z0-9_]{0,63}$/),
    id: text(id, /^[A-Za-z0-9_-]{1,64}$/),
  };
  return known.module && known.id ? { module: known.module, id: known.id } : undefined;
}

/**
 * Reads what a content script sent. It may have been written by the page (a compromised renderer speaks for the content
 * script), so nothing is taken over unchecked. Null when there is no number in it.
 */
export function readDialRequest(value: unknown): PageDialRequest | null {
  if (typeof value !== 'object' || value === null) return null;
  const request = value as Record<string, unknown>;
  const number = text(request.number, /^[^\r\n]{1,64}$/);
  if (number === undefined) return null;
  const doubt =
    request.doubt === 'differs-from-link' || request.doubt === 'mixed-script' ? request.doubt : undefined;
  return {
    number,
    ext: text(request.ext, /^[0-9]{1,12}$/),
    country: text(request.country, /^[A-Z]{2}$/) ?? '',
    record: readRecord(request.record),
    trusted: request.trusted === true,
    doubt,
  };
}
