import { planOf, regionsWithPlans } from '@/utils/numbers/plan';
import { recordOfAddress } from '@/utils/page/page-record';
import { bodyOf, rootElementOf, treeWalkerOf } from '@/utils/page/unshadowed';

/** Top-level domains that are no country's, or not only one's. */
const NOT_A_COUNTRY = new Set('io ai co me tv cc ws fm to ly gg sh eu su'.split(' '));
/** CRMs in the cloud: their domain and language say where the software runs, not whose numbers it holds. */
const CRM_HOST =
  /(^|\.)(zoho(cloud)?|force|salesforce|sugarondemand|vtiger|hubspot|dynamics|pipedrive)\.[a-z.]+$/;

const COUNTRY_LABEL =
  /^(?:(?:mailing|billing|shipping|other|primary) )?(?:country|land|pays|país|pais|paese|país de envío|kraj|страна|国|國家|国家)(?: \/ region)?:?$/i;

/**
 * The region in which a page's numbers without calling code are read: the country of the record it shows; outside the
 * CRMs the country of its domain or of its language (`de-CH`); else the user's own.
 */
export function countryOfPage(document: Document, own: string): string {
  const { location } = document;
  const host = location.hostname;
  if (recordOfAddress(location)) return countryOfRecord(document) ?? own;
  if (host === '' || host === 'localhost' || CRM_HOST.test(host) || /^[\d.]+$|:/.test(host)) return own;
  const domain = host.slice(host.lastIndexOf('.') + 1);
  if (domain.length === 2 && !NOT_A_COUNTRY.has(domain)) {
    const country = domain === 'uk' ? 'GB' : domain.toUpperCase();
    if (planOf(country)) return country;
  }
  const region = /-([A-Za-z]{2})\b/.exec(rootElementOf(document)?.lang ?? '')?.[1]?.toUpperCase();
  return region && planOf(region) ? region : own;
}

const MOST_LABELS = 2000;

function countryOfRecord(document: Document): string | undefined {
  const walker = treeWalkerOf(document, bodyOf(document) ?? document, 4);
  for (let i = 0; i < MOST_LABELS && walker.nextNode(); i++) {
    const label = walker.currentNode as Text;
    if (label.data.length > 40 || !COUNTRY_LABEL.test(label.data.trim())) continue;
    for (let j = 0; j < 4 && walker.nextNode(); j++) {
      const value = (walker.currentNode as Text).data.trim();
      if (value !== '') return regionNamed(value, rootElementOf(document)?.lang ?? '');
    }
  }
  return undefined;
}

let names: Map<string, string> | undefined;

/** ISO code of a country by its name in English or the page's language, or by the code itself. */
function regionNamed(name: string, language: string): string | undefined {
  if (/^[A-Z]{2}$/.test(name) && planOf(name)) return name;
  if (!names) {
    names = new Map([
      ['usa', 'US'],
      ['uk', 'GB'],
      ['england', 'GB'],
    ]);
    const locales = ['en', ...(/^[a-z]{2}/.test(language) ? [language.slice(0, 2)] : [])];
    for (const locale of locales) {
      const display = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
      for (const code of regionsWithPlans()) {
        const region = display.of(code);
        if (region) names.set(region.toLowerCase(), code);
      }
    }
  }
  return names.get(name.toLowerCase());
}
