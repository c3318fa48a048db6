/** Zoho's data centres by the `location` their sign-in answers (accounts protocol, "Multi DC"). */
export type ZohoLocation = 'us' | 'eu' | 'in' | 'au' | 'jp' | 'cn' | 'ca' | 'sa' | 'uk' | 'ae';

/** Which of a customer's three copies of Zoho CRM. Tokens belong to one of them. */
export type ZohoEnvironment = 'production' | 'sandbox' | 'developer';

/** Where one data centre lives. All are origins without a slash at the end. */
export interface ZohoRegion {
  location: ZohoLocation;
  /** As users call it: "Europe". */
  label: string;
  accounts: string;
  /** Web application. */
  web: string;
  /** Web application of the sandbox. */
  sandboxWeb: string;
  /** Where users register a client. */
  console: string;
  api: Record<ZohoEnvironment, string>;
}

/** Location, label, domain of web and accounts hosts, domain of API hosts. Canada alone has two names. */
const TABLE: [ZohoLocation, string, string, string][] = [
  ['us', 'United States', 'zoho.com', 'zohoapis.com'],
  ['eu', 'Europe', 'zoho.eu', 'zohoapis.eu'],
  ['in', 'India', 'zoho.in', 'zohoapis.in'],
  ['au', 'Australia', 'zoho.com.au', 'zohoapis.com.au'],
  ['jp', 'Japan', 'zoho.jp', 'zohoapis.jp'],
  ['cn', 'China', 'zoho.com.cn', 'zohoapis.com.cn'],
  ['ca', 'Canada', 'zohocloud.ca', 'zohoapis.ca'],
  ['sa', 'Saudi Arabia', 'zoho.sa', 'zohoapis.sa'],
  ['uk', 'United Kingdom', 'zoho.uk', 'zohoapis.uk'],
  ['ae', 'United Arab Emirates', 'zoho.ae', 'zohoapis.ae'],
];

/** All data centres, as users may choose them. */
export const ZOHO_REGIONS: readonly ZohoRegion[] = TABLE.map(([location, label, domain, api]) => ({
  location,
  label,
  accounts: `https://accounts.${domain}`,
  web: `https://crm.${domain}`,
  sandboxWeb: `https://crmsandbox.${domain}`,
  console: `https://api-console.${domain}`,
  api: {
    production: `https://www.${api}`,
    sandbox: `https://sandbox.${api}`,
    developer: `https://developer.${api}`,
  },
}));

/** The data centre of a location. */
export function regionOf(location: ZohoLocation): ZohoRegion {
  return ZOHO_REGIONS.find((region) => region.location === location)!;
}

/**
 * The data centre an address belongs to, if it is exactly one of Zoho's accounts servers. Sign-in answers name such an
 * address; one that is not in the table is somebody else's.
 */
export function regionOfAccountsServer(address: string): ZohoRegion | null {
  const origin = originOf(address);
  return ZOHO_REGIONS.find((region) => region.accounts === origin) ?? null;
}

/** The API origin in an `api_domain`, if it is one of this data centre's; null when it is not Zoho's or another's. */
export function trustedApiOrigin(address: string, region: ZohoRegion): string | null {
  const origin = originOf(address);
  return Object.values(region.api).find((api) => api === origin) ?? null;
}

/** Host permissions one data centre needs: accounts and API, nothing else. */
export function originsOf(region: ZohoRegion, environment: ZohoEnvironment): string[] {
  return [region.accounts, region.api[environment]];
}

function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.username === '' && url.password === '' ? url.origin : null;
}
