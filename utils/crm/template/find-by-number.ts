import type { CrmRecord, PhoneNumber } from '@/utils/crm/connector';
import { contactRecord } from '@/utils/crm/template/contact-record';
import type { CrmTemplate } from '@/utils/crm/template/crm-template';
import type { Lookup, TemplateEngine } from '@/utils/crm/template/engine';
import { fieldsOf } from '@/utils/gotemplate/fields';
import { sameNumber, variantsOf } from '@/utils/numbers/variants';

/**
 * Finds whom a number belongs to. A CRM compares text, so a template that knows only `Phone` is asked for the spellings
 * one after the other until somebody is found; one that names our own spellings is asked once. Records whose number is
 * the caller's come first, and hide those that the CRM found for another reason.
 */
export async function findByNumber(
  engine: Pick<TemplateEngine, 'lookup'>,
  template: CrmTemplate,
  number: PhoneNumber,
  signal?: AbortSignal,
): Promise<CrmRecord[]> {
  const written = number.e164 ?? number.raw;
  const spellings = variantsOf(written);
  const own = {
    PhoneE164: spellings.e164,
    PhoneDigits: spellings.digits,
    PhoneNational: spellings.national,
    PhoneLast: spellings.last,
    PhoneFormatted: spellings.formatted[0] ?? written,
    PhoneInternational: spellings.formatted[1] ?? spellings.formatted[0] ?? written,
  };
  const asked = usesOwnSpellings(template)
    ? [written]
    : [...new Set([written, spellings.national, number.raw])].filter((spelling) => spelling !== '');
  let found: Lookup = { contacts: [], warnings: [] };
  for (const spelling of asked) {
    found = await engine.lookup(spelling, own, signal);
    if (found.contacts.length > 0) break;
  }
  const records = found.contacts.map((contact) => contactRecord(contact, template.shownFields));
  const certain = records.filter(({ phones }) =>
    phones.some((phone) => sameNumber(phone.number, written, number.country)),
  );
  return certain.length > 0 ? certain : records;
}

const OWN = new Set([
  'PhoneE164',
  'PhoneDigits',
  'PhoneNational',
  'PhoneLast',
  'PhoneFormatted',
  'PhoneInternational',
]);

const usesOwnSpellings = ({ requests }: CrmTemplate): boolean =>
  requests.SyncContactAuto.some((request) =>
    [request.url, request.body].some(
      (text) => text && fieldsOf(text.template).some(({ name }) => OWN.has(name)),
    ),
  );
