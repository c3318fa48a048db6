import type { UserManifest } from 'wxt';

/**
 * Top-level domains of Zoho's data centres: web and accounts hosts on the left, API hosts on the right.
 * Source: Zoho CRM developer documentation, "Multi DC".
 */
const ZOHO_TLDS = [
  'zoho.com',
  'zoho.eu',
  'zoho.in',
  'zoho.com.au',
  'zoho.jp',
  'zoho.com.cn',
  'zohocloud.ca',
  'zoho.sa',
  'zoho.uk',
  'zoho.ae',
];
const ZOHO_API = ['com', 'eu', 'in', 'com.au', 'jp', 'com.cn', 'ca', 'sa', 'uk', 'ae'];

/** Where numbers are found without being asked: the web hosts of the four CRMs the product names. */
export const CRM_PAGES = [
  ...ZOHO_TLDS.flatMap((tld) =>
    ['crm', 'crmsandbox', 'crmplus', 'one'].map((host) => `https://${host}.${tld}/*`),
  ),
  'https://*.lightning.force.com/*',
  'https://*.my.salesforce.com/*',
  'https://*.sugarondemand.com/*',
  'https://*.vtiger.com/*',
];

/** Zoho's accounts and API hosts: declared, so that a roll-out by policy alone needs no click (CONTRIBUTING, Decisions). */
const ZOHO_HOSTS = [
  ...ZOHO_TLDS.map((tld) => `https://accounts.${tld}/*`),
  ...ZOHO_API.map((tld) => `https://www.zohoapis.${tld}/*`),
];

/** Everything else is asked for by a click, one host at a time. */
const OPTIONAL_HOSTS = ['https://*/*'];

/** The content security policy of every extension page. `https:` and `wss:` stay open because CRM and PBX are the user's. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "font-src 'self'",
  "connect-src 'self' https: wss:",
  "frame-src 'none'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "worker-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The public half of the key that keeps the extension's id the same in every unpacked build. */
const KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAms/UzVzuFaBkUh/55hnt3Fe1zVtCr5gywZ4ZNo48hYwYMWqCIufTGbzCi7TkKCuwGv4BnDQu/pkl71GOxT8IZ9YqdrOSTPIvxEFOoeMRAHHS+DMxSCxhqmcvGXIr+Ds01KYuNzGH6rKTWjZROBUgOq6IdRg4L0DZV53YzKjm1kvoyDZaQE40Xolw/+VUSNVJXypoZh0H66IZWblk/YvEsMAATkQm9+1aSkOPJ35EZ4MR21PSVL8t9zonpkWcUgETckHBFWSlRylhrPqmyDZLxLmIo3rZAooZqZa/8VRz+2Crqvqq+NKRbklyMilG92sAB2j9K3xjCZ99cB9XVQszJwIDAQAB';

/** The id Chrome derives from `KEY`. */
export const CHROME_ID = 'pnbelmgbcfkdllacdchjejgeblpiaahc';
/** The id Firefox knows the add-on by. */
export const FIREFOX_ID = 'switchhook@switchhook.invalid';

/** Suggested keys; the user sets them in the browser's list of shortcuts. `opening`: what opens the popup. */
const commands = (opening: '_execute_action' | '_execute_browser_action') => ({
  [opening]: { suggested_key: { default: 'Alt+Shift+P' } },
  'answer-or-hang-up': { suggested_key: { default: 'Alt+Shift+A' }, description: '__MSG_answerOrHangUp__' },
  'next-number': { suggested_key: { default: 'Alt+Shift+N' }, description: '__MSG_nextNumber__' },
  'previous-number': { suggested_key: { default: 'Alt+Shift+B' }, description: '__MSG_previousNumber__' },
});

/** Shared by both manifests. */
const common = {
  name: '__MSG_name__',
  description: '__MSG_description__',
  default_locale: 'en',
  icons: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' },
};

/** The manifest of one browser. Every permission is explained in the README under "Privacy". */
export function manifestFor(browser: string): UserManifest {
  if (browser === 'firefox')
    return {
      ...common,
      // The name of Manifest V2.
      commands: commands('_execute_browser_action') as never,
      permissions: [
        'storage',
        'alarms',
        'notifications',
        'identity',
        'contextMenus',
        'activeTab',
        ...ZOHO_HOSTS,
        ...CRM_PAGES,
      ] as never,
      optional_permissions: OPTIONAL_HOSTS as never,
      content_security_policy: { extension_pages: CSP },
      browser_specific_settings: {
        gecko: {
          id: FIREFOX_ID,
          strict_min_version: '140.0',
          data_collection_permissions: {
            required: ['authenticationInfo', 'personalCommunications', 'personallyIdentifyingInfo'],
          },
        } as never,
      },
    };
  return {
    ...common,
    commands: commands('_execute_action') as never,
    key: KEY,
    permissions: [
      'storage',
      'offscreen',
      'alarms',
      'notifications',
      'identity',
      'scripting',
      'contextMenus',
      'activeTab',
    ],
    host_permissions: [...ZOHO_HOSTS, ...CRM_PAGES],
    optional_host_permissions: OPTIONAL_HOSTS,
    content_security_policy: { extension_pages: CSP },
    externally_connectable: { ids: [] },
    incognito: 'not_allowed',
    minimum_chrome_version: '120',
    storage: { managed_schema: 'managed-schema.json' },
  };
}

/** The manifest's text as the stores take it: without the key, because the store gives the extension its id. */
export function forStore(manifest: string): string {
  const { key: _, ...rest } = JSON.parse(manifest) as Record<string, unknown>;
  return JSON.stringify(rest);
}
