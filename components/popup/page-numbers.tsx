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
  /**
   * Of an `unknown` page. `askable`: the user may give access to its site. `given`: it is there already, but the page was
   * loaded before. Absent where no extension may look, or the browser does not tell.
   */
  access?: 'askable' | 'given';
  /** Kinds of text the user said are no numbers on this site. */
  hidden?: number;
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
  /** Marks again what the user said is no number. */
  onRestore: () => void;
  /** Asks the browser for access to the site; called within the click. */
  onAllow: () => void;
  /** Opens the settings where sites are added. */
  onAddSite: () => void;
}

function UnknownPage({ site, onAllow, onAddSite }: Pick<PageNumbersProps, 'site' | 'onAllow' | 'onAddSite'>) {
  if (site.access === 'given')
    return (
      <EmptyState icon="globe" title={`Numbers on ${site.host} are marked`}>
        This page was there before. Load it anew to see its numbers.
      </EmptyState>
    );
  if (site.access === 'askable')
    return (
      <>
        <EmptyState icon="globe" title={`Switchhook does not look at ${site.host}`}>
          Numbers there can be marked and called. The browser asks you first. What the page shows stays in it.
        </EmptyState>
        <Button look="main" icon="search" wide onClick={onAllow}>
          Find numbers on this site
        </Button>
      </>
    );
  return (
    <>
      <EmptyState icon="globe" title="Switchhook does not look at this page">
        Pages of the browser itself are closed to extensions, and so are pages without https.
      </EmptyState>
      <Button wide onClick={onAddSite}>
        Choose sites
      </Button>
    </>
  );
}

/** Numbers of the page in front, and whether Switchhook marks them there. */
export function PageNumbers(props: PageNumbersProps) {
  const { site, country, onSwitch, onDial, onShow, onRestore } = props;
  if (site.state === 'unknown') return <UnknownPage {...props} />;
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
      {site.state === 'on' && Boolean(site.hidden) && (
        <p class="hint hidden-shapes">
          You said that some texts here are no numbers.
          <Button look="quiet" onClick={onRestore}>
            Mark them again
          </Button>
        </p>
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
