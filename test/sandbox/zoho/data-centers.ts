/**
 * Zoho's data centres and the host names of each: accounts (sign-in), API (production, sandbox, developer), CRM web pages
 * (production and sandbox) and Zoho One, which shows the CRM in a frame.
 */

export type DataCenterName = 'us' | 'eu' | 'in' | 'au' | 'jp' | 'cn' | 'ca' | 'sa' | 'uk' | 'ae';
export type HostRole = 'accounts' | 'api' | 'crm' | 'one';
export type Environment = 'production' | 'sandbox' | 'developer';

export interface DataCenter {
  readonly name: DataCenterName;
  readonly accounts: string;
  readonly api: Readonly<Record<Environment, string>>;
  readonly crm: string;
  readonly crmSandbox: string;
  readonly one: string;
}

/** What a request's host name stands for. */
export interface KnownHost {
  readonly role: HostRole;
  readonly dataCenter: DataCenter;
  readonly environment: Environment;
}

function dataCenter(name: DataCenterName, webDomain: string, apiDomain: string): DataCenter {
  return {
    name,
    accounts: `accounts.${webDomain}`,
    api: {
      production: `www.${apiDomain}`,
      sandbox: `sandbox.${apiDomain}`,
      developer: `developer.${apiDomain}`,
    },
    crm: `crm.${webDomain}`,
    crmSandbox: `crmsandbox.${webDomain}`,
    one: `one.${webDomain}`,
  };
}

export const DATA_CENTERS: readonly DataCenter[] = [
  dataCenter('us', 'zoho.com', 'zohoapis.com'),
  dataCenter('eu', 'zoho.eu', 'zohoapis.eu'),
  dataCenter('in', 'zoho.in', 'zohoapis.in'),
  dataCenter('au', 'zoho.com.au', 'zohoapis.com.au'),
  dataCenter('jp', 'zoho.jp', 'zohoapis.jp'),
  dataCenter('cn', 'zoho.com.cn', 'zohoapis.com.cn'),
  dataCenter('ca', 'zohocloud.ca', 'zohoapis.ca'),
  dataCenter('sa', 'zoho.sa', 'zohoapis.sa'),
  dataCenter('uk', 'zoho.uk', 'zohoapis.uk'),
  dataCenter('ae', 'zoho.ae', 'zohoapis.ae'),
];

const KNOWN_HOSTS: ReadonlyMap<string, KnownHost> = new Map(
  DATA_CENTERS.flatMap((center): [string, KnownHost][] => [
    [center.accounts, { role: 'accounts', dataCenter: center, environment: 'production' }],
    [center.api.production, { role: 'api', dataCenter: center, environment: 'production' }],
    [center.api.sandbox, { role: 'api', dataCenter: center, environment: 'sandbox' }],
    [center.api.developer, { role: 'api', dataCenter: center, environment: 'developer' }],
    [center.crm, { role: 'crm', dataCenter: center, environment: 'production' }],
    [center.crmSandbox, { role: 'crm', dataCenter: center, environment: 'sandbox' }],
    [center.one, { role: 'one', dataCenter: center, environment: 'production' }],
  ]),
);

/** Every real host name the simulator answers for. */
export const ZOHO_HOSTS: readonly string[] = [...KNOWN_HOSTS.keys()];

/** The part a host plays, or undefined for a name that is not Zoho's. A port is ignored. */
export function knownHost(host: string): KnownHost | undefined {
  return KNOWN_HOSTS.get(host.replace(/:\d+$/, '').toLowerCase());
}

/** The data centre of that name; throws for a name Zoho does not have. */
export function dataCenterNamed(name: string): DataCenter {
  const center = DATA_CENTERS.find((candidate) => candidate.name === name);
  if (!center) throw new Error(`No Zoho data centre is called "${name}".`);
  return center;
}
