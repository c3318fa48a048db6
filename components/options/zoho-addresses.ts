import type { ZohoDataCenter } from '@/utils/crm/crm-config';

const REGIONS: [ZohoDataCenter, string, string][] = [
  ['us', 'United States', 'zoho.com'],
  ['eu', 'Europe', 'zoho.eu'],
  ['in', 'India', 'zoho.in'],
  ['au', 'Australia', 'zoho.com.au'],
  ['jp', 'Japan', 'zoho.jp'],
  ['cn', 'China', 'zoho.com.cn'],
  ['ca', 'Canada', 'zohocloud.ca'],
  ['sa', 'Saudi Arabia', 'zoho.sa'],
  ['uk', 'United Kingdom', 'zoho.uk'],
  ['ae', 'United Arab Emirates', 'zoho.ae'],
];

/** Data centres with the addresses a guide needs. */
export const ZOHO_REGIONS = REGIONS.map(([location, label, domain]) => ({
  location,
  label,
  web: `https://crm.${domain}`,
  console: `https://api-console.${domain}`,
}));

export const regionOf = (location: ZohoDataCenter) =>
  ZOHO_REGIONS.find((region) => region.location === location)!;

/** What the product asks for, as Zoho's console takes it (facts on Zoho's API, "Scopes"). */
export const SCOPE_LIST = [
  'ZohoCRM.modules.leads.ALL',
  'ZohoCRM.modules.contacts.ALL',
  'ZohoCRM.modules.accounts.ALL',
  'ZohoCRM.modules.deals.READ',
  'ZohoCRM.modules.calls.ALL',
  'ZohoCRM.modules.notes.ALL',
  'ZohoCRM.users.READ',
  'ZohoCRM.org.READ',
  'ZohoCRM.settings.modules.READ',
  'ZohoCRM.settings.fields.READ',
  'ZohoCRM.coql.READ',
  'ZohoCRM.composite_requests.CUSTOM',
  'ZohoSearch.securesearch.READ',
].join(',');
