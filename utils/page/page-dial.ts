import type { Doubt } from '@/utils/page/doubt';
import type { FoundNumber } from '@/utils/page/found-number';
import { recordAt } from '@/utils/page/page-record';
import type { PageRecord } from '@/utils/page/page-record';

/** A wish to call, as it leaves the page: digits and a plus, nothing else. */
export interface PageDial {
  number: string;
  ext?: string;
  country: string;
  record?: PageRecord;
  trusted: boolean;
  doubt?: Doubt;
}

/** The wish to call a number that was found in `element` of the page at `address`. */
export function pageDial(
  number: FoundNumber,
  {
    element,
    address,
    country,
    trusted,
    doubt,
  }: Pick<PageDial, 'country' | 'trusted' | 'doubt'> & { element: Element | null; address: string },
): PageDial {
  const record = element ? recordAt(element, new URL(address)) : null;
  return {
    number: number.e164.replace(/[^+0-9]/g, ''),
    ...(number.ext ? { ext: number.ext.replace(/\D/g, '') } : {}),
    country,
    ...(record ? { record } : {}),
    trusted,
    ...(doubt ? { doubt } : {}),
  };
}
