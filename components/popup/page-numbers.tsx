import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Switch } from '@/components/ui/switch';
import { displayNumber, withExtension } from '@/utils/numbers/format';

/** A number found on the page. */
export interface SiteNumber {
  /** Names it for "show". */
  key: string;
  /** E.164, or digits as found. */
  number: string;
  ext?: string;
  /** As it stands on the page. */
  raw: string;
}

/** What the tab in front says about itself. */
export interface SiteView {
  /** Host of the page, such as `crm.zoho.com`; empty where the browser does not tell. */
  host: string;
  /** `unknown`: Switchhook was not given access to this site, or no extension may look at it. */
  state: 'on' | 'off' | 'unknown';
  /** The page is too large or too restless to read whole. */
  partial?: boolean;
  /** In reading order. */
  numbers: readonly SiteNumber[];
}

export interface PageNumbersProps {
  site: SiteView;
  country: string;
  onSwitch: (on: boolean) => void;
  onDial: (number: string) => void;
  /** Scrolls the page to the number. */
  onShow: (key: string) => void;
  /** Opens the settings where sites are added. */
  onAddSite: () => void;
}

/** Numbers of the page in front, and whether Switchhook marks them there. */
export function PageNumbers({ site, country, onSwitch, onDial, onShow, onAddSite }: PageNumbersProps) {
  if (site.state === 'unknown')
    return (
      <>
        <EmptyState icon="globe" title="Switchhook does not look at this page">
          Add its site to find numbers here. Some pages of the browser itself are closed to extensions.
        </EmptyState>
        <Button wide onClick={onAddSite}>
          Add a site
        </Button>
      </>
    );
  return (
    <div class="page-numbers">
      <Switch label={`Mark numbers on ${site.host}`} checked={site.state === 'on'} onChange={onSwitch} />
      {site.state === 'on' && site.partial && (
        <Banner tone="info" title="Only part of this page was read">
          It is very large, or it never stops changing. Type the number under Dial if it is not marked.
        </Banner>
      )}
      {site.state === 'on' && site.numbers.length === 0 && !site.partial && (
        <EmptyState icon="globe" title="No telephone number on this page" />
      )}
      {site.state === 'on' && site.numbers.length > 0 && (
        <ul class="results" aria-label="Numbers on this page">
          {site.numbers.map(({ key, number, ext, raw }) => {
            const shown = displayNumber(number, country, ext);
            return (
              <li key={key}>
                <span class="result-who">
                  <span dir="ltr">{shown}</span>
                  {raw.trim() !== shown && <small dir="auto">{raw}</small>}
                </span>
                <Button
                  look="quiet"
                  icon="search"
                  label={`Show ${shown} on the page`}
                  onClick={() => onShow(key)}
                />
                <Button
                  icon="phone"
                  label={`Call ${shown}`}
                  onClick={() => onDial(withExtension(number, ext))}
                >
                  Call
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
