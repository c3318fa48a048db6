import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Switch } from '@/components/ui/switch';
import { displayNumber } from '@/utils/numbers/format';

/** What the tab in front says about itself. */
export interface SiteView {
  /** Host of the page, such as `crm.zoho.com`. */
  host: string;
  /** `unsupported`: the browser lets no extension look at this page. */
  state: 'on' | 'off' | 'needs-grant' | 'unsupported';
  /** Canonical numbers found, in reading order. */
  numbers: readonly string[];
}

export interface PageNumbersProps {
  site: SiteView;
  country: string;
  onSwitch: (on: boolean) => void;
  onDial: (number: string) => void;
}

/** Numbers of the page in front, and whether Switchhook marks them there. */
export function PageNumbers({ site, country, onSwitch, onDial }: PageNumbersProps) {
  if (site.state === 'unsupported')
    return (
      <EmptyState icon="globe" title="No numbers here">
        The browser lets no extension look at this page.
      </EmptyState>
    );
  return (
    <div class="page-numbers">
      <Switch
        label={`Mark numbers on ${site.host}`}
        hint={
          site.state === 'needs-grant'
            ? 'The browser will ask whether Switchhook may read this site.'
            : undefined
        }
        checked={site.state === 'on'}
        onChange={onSwitch}
      />
      {site.state === 'on' && site.numbers.length === 0 && (
        <EmptyState icon="globe" title="No telephone number on this page" />
      )}
      {site.state === 'on' && site.numbers.length > 0 && (
        <ul class="results" aria-label="Numbers on this page">
          {site.numbers.map((number) => (
            <li key={number}>
              <span class="result-who" dir="ltr">
                {displayNumber(number, country)}
              </span>
              <Button icon="phone" onClick={() => onDial(number)}>
                Call
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
