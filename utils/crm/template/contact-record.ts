import type { CrmRecord } from '@/utils/crm/connector';
import type { Contact } from '@/utils/crm/template/find-contacts';
import { PHONE_FIELDS } from '@/utils/crm/template/variables';

const LABELS: Record<(typeof PHONE_FIELDS)[number], string> = {
  BusinessNumber: 'Business',
  BusinessNumber2: 'Business 2',
  MobileNumber: 'Mobile',
  MobileNumber2: 'Mobile 2',
  HomeNumber: 'Home',
  HomeNumber2: 'Home 2',
  OtherNumber: 'Other',
};

/** A contact as the product shows it; fields the template does not show stay hidden. */
export function contactRecord({ type, values, url }: Contact, shown: ReadonlySet<string>): CrmRecord {
  const value = (name: string) => (shown.has(name) ? (values[name] ?? '').trim() : '');
  const name = [value('FirstName'), value('LastName')].filter((part) => part !== '').join(' ');
  return {
    module: type,
    id: values.ContactsId ?? '',
    kindLabel: kindLabel(type),
    name: name || value('Company') || value('Email'),
    company: value('Company') || undefined,
    email: value('Email') || undefined,
    phones: PHONE_FIELDS.filter((field) => value(field) !== '').map((field) => ({
      label: LABELS[field],
      number: value(field),
    })),
    url,
  };
}

/** What users call the type: `leads` → `Lead`. */
export function kindLabel(type: string): string {
  const one = type.replace(/([^s])s$/, '$1').replaceAll('_', ' ');
  return one.charAt(0).toUpperCase() + one.slice(1);
}
