import { useState } from 'preact/hooks';
import type { SettingsModel } from '@/components/options/settings-model';
import type { ZohoPort } from '@/components/options/zoho-port';
import type { PageModel } from '@/components/page-model';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { SetupReport } from '@/utils/crm/zoho/zoho-setup';

const LOOKUP_IN = 'crm.zoho.lookupIn';

export interface ZohoCheckProps {
  settings: SettingsModel;
  model: PageModel;
  zoho: Pick<ZohoPort, 'check' | 'createKeyField'>;
}

/** Tries everything the product does in Zoho, without writing, and names what is missing. */
export function ZohoCheck({ settings, model, zoho }: ZohoCheckProps) {
  const [report, setReport] = useState<SetupReport | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setReport((await model.run(zoho.check())) ?? null);
    setBusy(false);
  };
  const lookupIn = settings.value<string[]>(LOOKUP_IN);
  const further = report?.searchable.filter(({ module }) => !lookupIn.includes(module)) ?? [];
  return (
    <div class="check">
      <Button disabled={busy} onClick={() => void run()}>
        {busy ? 'Checking…' : 'Check permissions and fields'}
      </Button>
      {report && (
        <ul class="findings" aria-label="Result of the check">
          {report.findings.map((finding) => (
            <li key={finding.message} class={`finding finding-${finding.level}`}>
              <Icon name={finding.level === 'ok' ? 'check' : 'warning'} size={18} />
              <span>
                {finding.message}
                {finding.detail && <small dir="auto">Zoho says: {finding.detail}</small>}
              </span>
              {finding.offer === 'create-key-field' && (
                <Button onClick={() => void model.run(zoho.createKeyField()).then(run)}>
                  Create the field
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {further.length > 0 && !settings.isLocked(LOOKUP_IN) && (
        <div class="row" role="group" aria-label="Further modules with telephone numbers">
          <span>Also look for callers in</span>
          {further.map(({ module, label }) => (
            <Button key={module} onClick={() => void settings.save(LOOKUP_IN, [...lookupIn, module])}>
              {label}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
