import { attributeOf, parentElementOf, selectAll, tagNameOf } from '@/utils/page/unshadowed';

/** A record of the CRM that the page shows. */
export interface PageRecord {
  /** The CRM's API name of the module, such as `Contacts` or `Deals`. */
  module: string;
  id: string;
}

/** Zoho's addresses name two modules otherwise than its API. Source: Zoho CRM, settings/modules, `module_name`. */
const ZOHO_MODULES: Record<string, string> = { Potentials: 'Deals', Cases: 'Cases' };

const ADDRESSES: { host: RegExp; path: RegExp }[] = [
  {
    host: /^[a-z]+\.zoho(cloud)?\.(com|eu|in|com\.au|jp|com\.cn|ca|sa|uk|ae)$/,
    path: /\/crm\/(?:org\d+\/)?tab\/([A-Za-z]\w*)\/(\d{10,20})(?:[/?#]|$)/,
  },
  { host: /\.lightning\.force\.com$/, path: /\/lightning\/r\/([A-Z]\w*)\/([A-Za-z0-9]{15,18})\// },
  { host: /\.sugarondemand\.com$/, path: /#([A-Z]\w*)\/([\w-]{8,60})$/ },
  { host: /(^|\.)vtiger\.com$/, path: /[?&]module=([A-Z]\w*)&view=Detail&record=(\d+)/ },
];

/** An address in its parts: one that was parsed, or where a document is now. */
type Address = Pick<URL, 'hostname' | 'pathname' | 'search' | 'hash'>;

/** The record a CRM's address names, or null on lists and other pages. */
export function recordOfAddress(url: Address): PageRecord | null {
  for (const { host, path } of ADDRESSES) {
    const match = host.test(url.hostname) && path.exec(url.pathname + url.search + url.hash);
    if (match) return { module: ZOHO_MODULES[match[1]!] ?? match[1]!, id: match[2]! };
  }
  return null;
}

/** The module a Zoho list shows. */
function moduleOfList(url: URL): string | null {
  const tab = /\/crm\/(?:org\d+\/)?tab\/([A-Za-z]\w*)/.exec(url.pathname)?.[1];
  return tab ? (ZOHO_MODULES[tab] ?? tab) : null;
}

/** How far above a number its row may be. */
const DEEPEST_ROW = 12;

/**
 * The record a call from this place belongs to: the row's in a list (its link names it), a telephony widget's own
 * attributes, else the page's.
 */
export function recordAt(element: Element, url: URL): PageRecord | null {
  let at: Element | null = element;
  for (let depth = 0; at && depth < DEEPEST_ROW; at = parentElementOf(at), depth++) {
    const tagName = tagNameOf(at);
    const widget = tagName === 'ZPB-PHONE' ? at : selectAll(at, ':scope > zpb-phone[recordid]')[0];
    const id = widget?.getAttribute('recordid');
    if (id && /^\d{10,20}$/.test(id)) {
      const module = widget?.getAttribute('module') ?? moduleOfList(url);
      if (module) return { module: ZOHO_MODULES[module] ?? module, id };
    }
    if (/^(TR|LI)$|-tr$|-card$/i.test(tagName) || attributeOf(at, 'role') === 'row') {
      const row = recordOfRow(at, url);
      if (row) return row;
    }
  }
  return recordOfAddress(url);
}

function recordOfRow(row: Element, url: URL): PageRecord | null {
  const named = row.querySelector('a[id^="listView_"]')?.id.slice('listView_'.length) ?? row.id;
  const module = moduleOfList(url);
  if (module && /^\d{10,20}$/.test(named)) return { module, id: named };
  for (const link of row.querySelectorAll('a[href]')) {
    const address = URL.parse(link.getAttribute('href') ?? '', url.href);
    const record = address && address.origin === url.origin ? recordOfAddress(address) : null;
    if (record) return record;
  }
  return null;
}
