import type { CrmRecord, RecordRef } from '@/utils/crm/connector';
import type { ZohoField, ZohoModule } from '@/utils/crm/zoho/zoho-metadata';
import { asObject, asText, type Json } from '@/utils/http/json';

/** What is known of a module without asking Zoho: its phone fields as delivered, its labels, its tab. */
interface Known {
  label: string;
  tab: string;
  /** API name and label of phone fields. */
  phones: Record<string, string>;
  /** Further fields shown on the card. */
  more: string[];
}

const PERSON = ['First_Name', 'Last_Name', 'Full_Name', 'Email', 'Owner', 'Last_Activity_Time'];

const KNOWN: Record<string, Known> = {
  Contacts: {
    label: 'Contact',
    tab: 'Contacts',
    phones: {
      Phone: 'Phone',
      Mobile: 'Mobile',
      Home_Phone: 'Home phone',
      Other_Phone: 'Other phone',
      Asst_Phone: 'Assistant',
    },
    more: [...PERSON, 'Account_Name', 'Title', 'Mailing_Country'],
  },
  Leads: {
    label: 'Lead',
    tab: 'Leads',
    phones: { Phone: 'Phone', Mobile: 'Mobile' },
    more: [...PERSON, 'Company', 'Designation', 'Country'],
  },
  Accounts: {
    label: 'Account',
    tab: 'Accounts',
    phones: { Phone: 'Phone' },
    more: ['Account_Name', 'Owner', 'Last_Activity_Time', 'Billing_Country'],
  },
  Deals: { label: 'Deal', tab: 'Potentials', phones: {}, more: ['Deal_Name', 'Owner'] },
};

/** A module's phone fields: API name and label, from metadata where it was read, else as Zoho delivers them. */
export function phoneFields(module: string, fields: ZohoField[] | null): Record<string, string> {
  if (!fields) return KNOWN[module]?.phones ?? {};
  return Object.fromEntries(
    fields.filter((field) => field.type === 'phone').map((field) => [field.apiName, field.label]),
  );
}

/** The fields to ask for, at most fifty (Zoho's limit). Only fields that exist, where that is known. */
export function fieldsToAsk(module: string, fields: ZohoField[] | null): string[] {
  const phones = Object.keys(phoneFields(module, fields));
  const more = KNOWN[module]?.more ?? ['Name', 'Email', 'Owner'];
  const exist = fields && new Set(fields.map((field) => field.apiName));
  const wanted = [...phones, ...more].filter((name) => !exist || exist.has(name));
  return [...new Set(wanted)].slice(0, 50);
}

/** Country the record says it lives in, as typed there ("Germany", "DE"), or empty. */
export function countryOf(json: Json): string {
  return asText(json.Mailing_Country) || asText(json.Country) || asText(json.Billing_Country);
}

/** A module's label for users. */
export function labelOf(module: string, modules: ZohoModule[] | null): string {
  return modules?.find((one) => one.apiName === module)?.label ?? KNOWN[module]?.label ?? module;
}

/** Address of a record's page: `{web}/crm/org{zgid}/tab/{Tab}/{id}`; without the organisation Zoho opens the default one. */
export function pageOf(
  web: string,
  organisation: string,
  record: RecordRef,
  modules: ZohoModule[] | null,
): string {
  if (!/^\d{5,25}$/.test(record.id)) return '';
  const tab =
    modules?.find((one) => one.apiName === record.module)?.tab ?? KNOWN[record.module]?.tab ?? record.module;
  const org = /^org\d+$/.test(organisation) ? `${organisation}/` : '';
  return `${web}/crm/${org}tab/${encodeURIComponent(tab)}/${record.id}`;
}

/** A Zoho record as the product shows it. Unknown and wrongly typed members are dropped. */
export function toCrmRecord(
  module: string,
  json: Json,
  context: { fields: ZohoField[] | null; kindLabel: string; url: (ref: RecordRef) => string },
): CrmRecord | null {
  const id = asText(json.id);
  if (!id) return null;
  const account = asObject(json.Account_Name);
  const accountId = asText(account.id);
  const activity = Date.parse(asText(json.Last_Activity_Time));
  return {
    module,
    id,
    kindLabel: context.kindLabel,
    name: nameOf(json) || `${context.kindLabel} ${id}`,
    company: asText(json.Company) || asText(account.name) || undefined,
    title: asText(json.Title) || asText(json.Designation) || undefined,
    email: asText(json.Email) || undefined,
    phones: Object.entries(phoneFields(module, context.fields))
      .map(([name, label]) => ({ label, number: asText(json[name]) }))
      .filter((phone) => phone.number !== ''),
    owner: asText(asObject(json.Owner).name) || undefined,
    account: accountId ? { module: 'Accounts', id: accountId, name: asText(account.name) } : undefined,
    url: context.url({ module, id }),
    lastActivityAt: Number.isFinite(activity) ? activity : undefined,
  };
}

function nameOf(json: Json): string {
  const person = [asText(json.First_Name), asText(json.Last_Name)].filter(Boolean).join(' ');
  return (
    asText(json.Full_Name) ||
    person ||
    asText(json.Account_Name) ||
    asText(json.Deal_Name) ||
    asText(json.Name) ||
    asText(json.Subject)
  ).trim();
}
