import type { ZohoData } from '../zoho-data.ts';
import type { ZohoRecord } from '../zoho-record.ts';

const ROLES = { CEO: 'CEO', MANAGER: 'Sales Manager', AGENT: 'Sales Agent' } as const;

/** The people who work with the CRM; the first is the one signed in. */
const PEOPLE = [
  { first: 'Nora', last: 'Lindqvist', role: ROLES.AGENT, profile: 'Administrator' },
  { first: 'Samuel', last: 'Okafor', role: ROLES.AGENT, profile: 'Standard' },
  { first: 'Priya', last: 'Raman', role: ROLES.MANAGER, profile: 'Administrator' },
  { first: 'Tom', last: 'Castellan', role: ROLES.AGENT, profile: 'Standard' },
];

/** Adds the organisation's users and describes the organisation. */
export function seedUsersAndOrg(data: ZohoData, now: number, environment: string): void {
  const profiles = new Map(['Administrator', 'Standard'].map((name) => [name, data.newId()]));
  const roles = new Map(Object.values(ROLES).map((name) => [name, data.newId()]));
  const created = data.time(now - 400 * 86_400_000);
  data.users.push(
    ...PEOPLE.map((person, index): ZohoRecord => ({
      id: data.newId(),
      full_name: `${person.first} ${person.last}`,
      first_name: person.first,
      last_name: person.last,
      email: `${person.first}.${person.last}@harborlight.example`.toLowerCase(),
      phone: `+1 617 555 01${String(10 + index)}`,
      mobile: null,
      status: 'active',
      confirm: true,
      type__s: 'Regular User',
      zuid: String(808_233_918 + index),
      role: { name: person.role, id: roles.get(person.role)! },
      profile: { name: person.profile, id: profiles.get(person.profile)! },
      country: 'US',
      country_locale: 'en_US',
      locale: 'en_US',
      language: 'en_US',
      time_zone: 'America/New_York',
      offset: -18_000_000,
      date_format: 'MMM d, yyyy',
      time_format: 'hh:mm a',
      created_time: created,
      Modified_Time: created,
      Isonline: index === 0,
      personal_account: false,
    })),
  );
  Object.assign(data.org, {
    zgid: '808232144',
    domain_name: 'org808232144',
    company_name: 'Harborlight Instruments',
    type: environment,
    country: 'US',
    country_code: 'US',
    city: 'Boston',
    street: null,
    state: 'MA',
    zip: null,
    time_zone: 'America/New_York',
    primary_email: data.users[2]!.email,
    primary_zuid: data.users[2]!.zuid,
    currency: 'US Dollar - USD',
    iso_code: 'USD',
    currency_symbol: '$',
    currency_locale: 'USD',
    mc_status: false,
    translation_enabled: false,
    gapps_enabled: false,
    privacy_settings: false,
    hipaa_compliance_enabled: false,
    employee_count: '48',
    phone: '+1 617 555 0100',
    mobile: null,
    fax: null,
    website: null,
    alias: null,
    description: null,
    photo_id: null,
    license_details: {
      paid: true,
      paid_type: 'enterprise',
      paid_expiry: data.time(now + 200 * 86_400_000),
      trial_type: null,
      trial_expiry: null,
      users_license_purchased: 10,
      portal_users_license_purchased: 0,
    },
  });
}
