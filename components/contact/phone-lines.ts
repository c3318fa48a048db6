import type { CrmRecord } from '@/utils/crm/connector';
import { displayNumber } from '@/utils/numbers/format';
import { parseNumber } from '@/utils/numbers/parse';

/** One number of a record as its card shows it. */
export interface PhoneLine {
  label: string;
  text: string;
  /** The number of the call that goes on. */
  here: boolean;
}

/** A record's numbers as they are written in `country`; `calling` is the call's in E.164. */
export const phoneLines = (
  { phones }: Pick<CrmRecord, 'phones'>,
  country: string,
  calling: string | undefined,
): PhoneLine[] =>
  phones.map(({ label, number }) => {
    const e164 = parseNumber(number, country)?.e164;
    return {
      label,
      text: displayNumber(e164 ?? number, country),
      here: e164 !== undefined && e164 === calling,
    };
  });
