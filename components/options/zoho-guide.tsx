import { CopyLine } from '@/components/ui/copy-line';
import type { ZohoDataCenter } from '@/utils/crm/crm-config';
import { SCOPE_LIST } from '@/utils/crm/zoho/scopes';
import { regionOf } from '@/utils/oauth/zoho-regions';

export interface ZohoGuideProps {
  dataCenter: ZohoDataCenter;
  redirectUri: string;
  onCopy: (text: string) => void;
}

/** How to get client ID and secret, step by step, with the addresses of the chosen data centre. */
export function ZohoGuide({ dataCenter, redirectUri, onCopy }: ZohoGuideProps) {
  const region = regionOf(dataCenter);
  return (
    <details class="guide">
      <summary>How do I get these values?</summary>
      <ol>
        <li>
          Open Zoho’s API console for {region.label}:{' '}
          <a href={region.console} target="_blank" rel="noreferrer">
            {region.console.replace('https://', '')}
          </a>
        </li>
        <li>
          Choose <b>Add Client</b>, then <b>Server-based Applications</b>. (For a code to paste, choose{' '}
          <b>Self Client</b>.)
        </li>
        <li>
          Any name will do. As homepage enter <code>https://crm.zoho.com</code>, as redirect address exactly
          this one:
          <CopyLine label="Redirect address" text={redirectUri} onCopy={onCopy} />
        </li>
        <li>Copy Client ID and Client Secret into the fields below, then sign in with your browser.</li>
        <li>
          With a self client, open <b>Generate Code</b> instead, paste these permissions (scopes), and paste
          the code it shows below:
          <CopyLine label="Scopes" text={SCOPE_LIST} onCopy={onCopy} />
        </li>
      </ol>
    </details>
  );
}
