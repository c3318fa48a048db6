import { useState } from 'preact/hooks';
import type { ZohoPort } from '@/components/options/zoho-port';
import type { PageModel } from '@/components/page-model';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { SetupReport } from '@/utils/crm/zoho/zoho-setup';

export interface ZohoCheckProps {
  model: PageModel;
  zoho: Pick<ZohoPort, 'check' | 'createKeyField'>;
}

/** Tries everything the product does in Zoho, without writing, and names what is missing. */
export function ZohoCheck({ model, zoho }: ZohoCheckProps) {
  const [report, setReport] = useState<SetupReport | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setReport((await model.run(zoho.check())) ?? null);
    setBusy(false);
  };
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
    </div>
  );
}
